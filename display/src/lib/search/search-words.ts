const vi = {
  title: 'Tìm kiếm',
  open: 'Tìm',
  label: 'Đơn vị, thiết bị, nguồn, sự cố, trang',
  help: 'Gõ tên hoặc mã, có dấu hay không đều được. Mũi tên để chọn, Enter để mở.',
  list: 'Kết quả tìm',
  none: 'Không thấy gì như vậy.',
  count: '{n} kết quả',
  capped: '{shown} trong {n} kết quả, khớp nhất trước',
  all: 'Xem tất cả kết quả',
  away: 'Không tìm được lúc này; thử lại sau.',
  keys: 'Phím tắt một chữ (phím “/” mở ô tìm kiếm)',
  close: 'Đóng',
  kinds: { unit: 'Đơn vị', asset: 'Thiết bị', source: 'Nguồn', incident: 'Sự cố', page: 'Trang' },
};

const en: typeof vi = {
  title: 'Search',
  open: 'Search',
  label: 'Units, assets, sources, incidents, pages',
  help: 'Type a name or a code, with or without marks. Arrows choose, Enter opens.',
  list: 'What was found',
  none: 'There is nothing like that.',
  count: '{n} found',
  capped: '{shown} of {n} found, the best first',
  all: 'See all that was found',
  away: 'It cannot be searched now; try again later.',
  keys: 'Single-key shortcuts (the key “/” opens the search)',
  close: 'Close',
  kinds: { unit: 'Unit', asset: 'Asset', source: 'Source', incident: 'Incident', page: 'Page' },
};

/** The words of the search. */
export const searchWords = { vi, en } as const;
