const vi = {
  title: 'Mã màn hình',
  lead: 'Màn hình treo tường không có bàn phím mở một lần bằng mã này; nó chỉ xem, không làm gì khác. Thu hồi mã là ngắt màn hình.',
  id: 'Mã',
  label: 'Tên màn hình',
  labelHelp: 'nơi treo, ví dụ phòng trực tầng 2',
  world: 'Thế giới',
  anyWorld: 'mọi thế giới',
  created: 'Tạo lúc',
  state: 'Trạng thái',
  states: { valid: 'dùng được', revoked: 'thu hồi {time}' },
  make: 'Tạo mã màn hình',
  makeTitle: 'Mã mới',
  revoke: 'Thu hồi mã',
  revokeLead: 'Màn hình “{label}” bị ngắt trong một phút và không tự mở lại được.',
};

const en: typeof vi = {
  title: 'Wall tokens',
  lead: 'A wall screen without a keyboard is opened once with such a token; it sees and does nothing else. Revoking the token cuts the screen off.',
  id: 'Token',
  label: 'Screen',
  labelHelp: 'where it hangs, such as duty room, 2nd floor',
  world: 'World',
  anyWorld: 'any world',
  created: 'Made at',
  state: 'State',
  states: { valid: 'valid', revoked: 'revoked {time}' },
  make: 'Make a wall token',
  makeTitle: 'New token',
  revoke: 'Revoke the token',
  revokeLead: 'The screen “{label}” is cut off within a minute and cannot be opened again with it.',
};

/** The words of the pages of wall tokens. */
export const wallsWords = { vi, en } as const;
