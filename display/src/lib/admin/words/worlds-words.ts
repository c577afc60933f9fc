import type { WorldKind } from '#shared/wire/world.ts';

const vi = {
  title: 'Thế giới',
  lead: 'Mỗi sự kiện thuộc đúng một thế giới, theo khóa đã gửi nó. Số liệu chính thức chỉ lấy từ live; thế giới khác có số liệu và đồng hồ riêng, màn hình của nó luôn có chữ chìm.',
  world: 'Thế giới',
  kind: 'Loại',
  kinds: { live: 'thật', sim: 'mô phỏng', replay: 'phát lại', drill: 'diễn tập' } satisfies Record<WorldKind, string>,
  tried: 'thử gửi',
  clock: 'Đồng hồ của nó',
  stands: 'đang đứng',
  counted: 'Sự kiện đã đếm',
  first: 'Giờ đầu có số liệu',
  last: 'Giờ cuối có số liệu',
  keys: 'Khóa còn dùng được',
  open: 'Mở',
  none: 'chưa có',
  wall: 'Mở màn hình',
  sources: 'Nguồn',
  find: 'Tìm theo tên',
  screen:
    'Để màn hình treo tường xem một thế giới: tạo mã màn hình cho thế giới đó, hoặc thêm ?world=TÊN vào địa chỉ màn hình. Thế giới đã dừng không tự mất: sự kiện của nó đi theo hạn giữ chung.',
};

const en: typeof vi = {
  title: 'Worlds',
  lead: 'Every event belongs to one world, that of the key which sent it. Official figures are those of live alone; any other world has its own figures and its own clock, and its wall is watermarked.',
  world: 'World',
  kind: 'Kind',
  kinds: { live: 'live', sim: 'simulated', replay: 'replayed', drill: 'drill' },
  tried: 'test key',
  clock: 'Its clock',
  stands: 'stands',
  counted: 'Events counted',
  first: 'First hour counted',
  last: 'Last hour counted',
  keys: 'Valid keys',
  open: 'Open',
  none: 'none yet',
  wall: 'Open its wall',
  sources: 'Sources',
  find: 'Find by name',
  screen:
    'For a wall screen of one world make a wall token for it, or add ?world=NAME to the wall’s address. A world that has ended does not go by itself: its events leave with the common retention.',
};

/** The words of the page of worlds. */
export const worldsWords = { vi, en } as const;
