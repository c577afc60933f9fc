const vi = {
  label: 'Xuất bảng “{title}”',
  xlsx: 'Excel',
  csv: 'CSV',
  csvSemicolon: 'CSV (;)',
  localTime: 'giờ địa phương',
  head: '{product} {version} · {title} · thế giới {world}',
  filter: 'Lọc: {filter}',
  everything: 'tất cả',
  asOf: 'Số liệu lúc {time} ({iso})',
  tooLong: 'Bảng dài hơn {n} dòng: hãy lọc hẹp hơn, hoặc lấy CSV.',
};

const en: typeof vi = {
  label: 'Export the table “{title}”',
  xlsx: 'Excel',
  csv: 'CSV',
  csvSemicolon: 'CSV (;)',
  localTime: 'local time',
  head: '{product} {version} · {title} · world {world}',
  filter: 'Filter: {filter}',
  everything: 'everything',
  asOf: 'As of {time} ({iso})',
  tooLong: 'The table is longer than {n} rows: filter it, or take it as CSV.',
};

/** The words of tables that leave the page, and of the files they become. */
export const exportWords = { vi, en } as const;
