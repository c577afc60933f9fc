const vi = {
  label: 'Các trang',
  wall: 'Màn hình chính',
  map: 'Bản đồ',
  duty: 'Bàn trực',
  incidents: 'Sự cố',
  promises: 'Chỉ tiêu',
  tasks: 'Nhiệm vụ',
  staff: 'Nhân sự',
  money: 'Tiền đỗ xe',
  shift: 'Bàn giao ca',
  brief: 'Bản tin',
  system: 'Hệ thống',
  docs: 'Tài liệu',
  admin: 'Quản trị',
  language: 'English',
  account: 'Tài khoản của tôi: mật khẩu, xác thực hai lớp',
  logout: 'Đăng xuất',
  skip: 'Đến nội dung',
};

const en: typeof vi = {
  label: 'Pages',
  wall: 'Wall',
  map: 'Map',
  duty: 'Duty desk',
  incidents: 'Incidents',
  promises: 'Promises',
  tasks: 'Tasks',
  staff: 'Staff',
  money: 'Parking money',
  shift: 'Handover',
  brief: 'Briefs',
  system: 'System',
  docs: 'Docs',
  admin: 'Administration',
  language: 'Tiếng Việt',
  account: 'My account: password, second factor',
  logout: 'Log out',
  skip: 'To the content',
};

/** The words of the bar above every page that is read at a desk. */
export const deskWords = { vi, en } as const;
