import type { AttentionName, AttentionState } from '../attention.ts';

const vi = {
  title: 'Tổng quan',
  lead: 'Những gì cần quản trị viên để mắt, việc gấp trước. Điều không đọc được là “không rõ”, không bao giờ là “tốt”.',
  matter: 'Mục',
  state: 'Tình trạng',
  count: 'Số lượng',
  which: 'Cụ thể',
  todo: 'Việc phải làm',
  states: { act: 'cần làm', look: 'cần xem', unknown: 'không rõ', well: 'ổn' } satisfies Record<AttentionState, string>,
  names: {
    system: 'Sức khỏe nền tảng',
    quarantine: 'Sự kiện đang cách ly',
    sources: 'Nguồn im lặng',
    keys: 'Khóa hết hạn trong 30 ngày',
    placeholders: 'Chỗ tạm đặt trong dữ liệu địa phương',
    audit: 'Chuỗi nhật ký kiểm toán',
  } satisfies Record<AttentionName, string>,
  todos: {
    system: 'Mở trang Hệ thống: mỗi số đo có việc phải làm.',
    quarantine: 'Xem lý do, sửa nguyên nhân, rồi gửi lại.',
    sources: 'Mở nguồn, xem lần nhận cuối, gọi bên gửi.',
    keys: 'Mở khóa và làm theo ba bước thay khóa.',
    placeholders: 'Nhập danh sách thật của thành phố ở Dữ liệu địa phương.',
    audit: 'Chuỗi đứt nghĩa là có người sửa cơ sở dữ liệu: giữ nguyên máy, báo người phụ trách an toàn.',
  } satisfies Record<AttentionName, string>,
};

const en: typeof vi = {
  title: 'Overview',
  lead: 'What wants an administrator’s eye, the most urgent first. What cannot be read is “unknown”, never “well”.',
  matter: 'Matter',
  state: 'State',
  count: 'How many',
  which: 'Which',
  todo: 'What to do',
  states: { act: 'do now', look: 'have a look', unknown: 'unknown', well: 'well' },
  names: {
    system: 'Health of the platform',
    quarantine: 'Events in quarantine',
    sources: 'Silent sources',
    keys: 'Keys that end within 30 days',
    placeholders: 'Placeholders in the city data',
    audit: 'Chain of the audit log',
  },
  todos: {
    system: 'Open the System page: each figure says what to do.',
    quarantine: 'See why, mend the cause, then send again.',
    sources: 'Open the source, see when it was last heard, call the sender.',
    keys: 'Open the key and take the three steps of changing it.',
    placeholders: 'Import the city’s own lists under City data.',
    audit:
      'A broken chain means that somebody changed the database: leave the machine as it is, tell who is in charge of security.',
  },
};

/** The words of the first page of the administration. */
export const overviewWords = { vi, en } as const;
