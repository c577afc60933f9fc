const vi = {
  title: 'Tài khoản của tôi',
  lead: 'Cách bạn đăng nhập. Vai trò và đơn vị do quản trị viên đặt.',
  city: 'Bạn đăng nhập bằng tài khoản của thành phố: mật khẩu và xác thực hai lớp được đặt ở đó.',
  role: 'Vai trò',
  unit: 'Đơn vị',
  wholeCity: 'toàn thành phố',
  sessions: 'Phiên đang mở',
  password: 'Đổi mật khẩu',
  passwordLead: 'Ít nhất 15 ký tự; vài từ ghép lại là đủ. Phiên này đi tiếp, mọi phiên khác của bạn kết thúc.',
  current: 'Mật khẩu hiện tại',
  next: 'Mật khẩu mới',
  factor: 'Xác thực hai lớp',
  factorOff:
    'Chưa bật. Khi bật, đăng nhập cần thêm mã sáu số đổi mỗi 30 giây từ một ứng dụng xác thực trên điện thoại; ai biết mật khẩu của bạn cũng chưa vào được.',
  factorOn: 'Đang bật. Đăng nhập cần thêm một mã từ ứng dụng xác thực.',
  recoveryLeft: 'Mã khôi phục còn lại',
  offer: 'Bật xác thực hai lớp',
  offered: 'Thêm khóa này vào ứng dụng xác thực',
  offeredLead: 'Gõ khóa vào ứng dụng (kiểu theo thời gian, 6 số), hoặc trên chính điện thoại này thì mở',
  open: 'bằng ứng dụng xác thực',
  code: 'Mã ứng dụng đang hiện',
  confirm: 'Xác nhận và bật',
  recovery: 'Mã khôi phục: cất nơi an toàn',
  recoveryLead:
    'Mỗi mã thay một lần cho mã của ứng dụng khi mất điện thoại. Các mã chỉ hiện lần này. Mất cả hai thì nhờ quản trị viên gỡ.',
  remove: 'Tắt xác thực hai lớp',
  removeCode: 'Mã của ứng dụng hoặc mã khôi phục',
  login: {
    code: 'Mã xác thực',
    help: 'Sáu số mà ứng dụng xác thực đang hiện, hoặc một mã khôi phục.',
    wrong: 'Mã không đúng hoặc đã dùng rồi. Chờ mã kế tiếp.',
  },
};

const en: typeof vi = {
  title: 'My account',
  lead: 'How you log in. Role and unit are set by an administrator.',
  city: 'You log in with the city’s own account: password and second factor are set there.',
  role: 'Role',
  unit: 'Unit',
  wholeCity: 'the whole city',
  sessions: 'Open sessions',
  password: 'Change the password',
  passwordLead: 'At least 15 characters; a few words will do. This session goes on, all your others end.',
  current: 'Present password',
  next: 'New password',
  factor: 'Second factor',
  factorOff:
    'Off. With it a login also asks for six digits that change every 30 seconds, from an authenticator on your phone; who knows your password is not in yet.',
  factorOn: 'On. A login also asks for a code of your authenticator.',
  recoveryLeft: 'Recovery codes left',
  offer: 'Turn the second factor on',
  offered: 'Add this key to the authenticator',
  offeredLead: 'Type the key into it (time-based, 6 digits), or on that phone itself open it',
  open: 'with the authenticator',
  code: 'The code it shows now',
  confirm: 'Confirm and turn on',
  recovery: 'Recovery codes: keep them safe',
  recoveryLead:
    'Each stands in once for a code when the phone is lost. They are shown this once. With both lost, ask an administrator.',
  remove: 'Turn the second factor off',
  removeCode: 'A code, or a recovery code',
  login: {
    code: 'Code',
    help: 'The six digits that your authenticator shows, or a recovery code.',
    wrong: 'The code is wrong or was used already. Wait for the next one.',
  },
};

/** The words of one's own account, and of the second half of a login. */
export const accountWords = { vi, en } as const;
