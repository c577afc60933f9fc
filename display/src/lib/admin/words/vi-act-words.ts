import type { FaultCode } from '../act-told.ts';

type Saying = { readonly done: string } & Partial<Readonly<Record<FaultCode, string>>>;

/** What is said of acts in Vietnamese. */
export const viActWords = {
  verbs: {
    'key.create': {
      done: 'Đã tạo khóa {subject}. Cửa nhận dùng được khóa này sau vài giây. Giao mã dưới đây cho bên gửi.',
    },
    'key.revoke': {
      done: 'Đã thu hồi khóa {subject}. Trong 10 giây cửa nhận sẽ từ chối nó.',
      'not-found': 'Không có khóa này. Mở lại danh sách khóa.',
    },
    'walltoken.create': {
      done: 'Đã tạo mã màn hình {subject}. Mở màn hình một lần ở địa chỉ dưới đây.',
    },
    'walltoken.revoke': {
      done: 'Đã thu hồi mã màn hình {subject}. Màn hình dùng nó bị ngắt ở lần kiểm tra tới, trong một phút.',
      'not-found': 'Không có mã này. Mở lại danh sách mã màn hình.',
    },
    'drill.start': {
      done: 'Cuộc diễn tập {subject} đã bắt đầu. Mở nó trong danh sách để theo dõi.',
      conflict: 'Đã có cuộc diễn tập tên này. Đặt tên khác.',
    },
    'drill.end': {
      done: 'Cuộc diễn tập {subject} đã kết thúc; đánh giá đã chốt.',
      'not-found': 'Cuộc diễn tập này không còn diễn ra. Mở lại trang.',
    },
    'account.create': {
      done: 'Đã tạo tài khoản {subject}.',
      conflict: 'Đã có tài khoản tên này. Mở nó trong danh sách để đổi quyền hoặc đặt mật khẩu mới.',
    },
    'account.change': {
      done: 'Đã đổi tài khoản {subject}; {sessions} phiên đang mở đã kết thúc.',
      'not-found': 'Không có tài khoản này, hoặc không có đơn vị này. Mở lại danh sách.',
      conflict: 'Chưa làm gì: đây là quản trị viên cuối cùng. Tạo một quản trị viên khác trước.',
    },
    'account.password': {
      done: 'Đã đặt mật khẩu mới cho {subject} và kết thúc mọi phiên của tài khoản.',
      'not-found': 'Không có tài khoản này. Mở lại danh sách.',
    },
    'account.own.password': {
      done: 'Đã đổi mật khẩu của bạn; {sessions} phiên khác đã kết thúc.',
      invalid: 'Chưa đổi gì: mật khẩu mới chưa đủ chắc. Ít nhất 15 ký tự, vài từ của riêng bạn.',
      forbidden: 'Chưa đổi gì: mật khẩu hiện tại không đúng.',
      conflict: 'Chưa đổi gì. Nếu đã sai nhiều lần thì chờ rồi thử lại.',
    },
    'account.factor.offer': {
      done: '',
      forbidden: 'Mật khẩu không đúng.',
      conflict: 'Chưa làm gì: xác thực hai lớp đã bật, hoặc đã sai nhiều lần. Mở lại trang này.',
    },
    'account.factor.confirm': {
      done: 'Đã bật xác thực hai lớp cho {subject}. Cất các mã khôi phục dưới đây.',
      forbidden: 'Mã không đúng. Gõ mã ứng dụng đang hiện; xem giờ của điện thoại có đúng không.',
      conflict: 'Chưa bật. Bắt đầu lại từ đầu.',
    },
    'account.factor.remove': {
      done: 'Đã tắt xác thực hai lớp của {subject}.',
      forbidden: 'Chưa tắt: mật khẩu hoặc mã không đúng.',
      conflict: 'Chưa tắt. Nếu đã sai nhiều lần thì chờ rồi thử lại.',
    },
    'account.factor.reset': {
      done: 'Đã gỡ xác thực hai lớp của {subject}; {sessions} phiên đang mở đã kết thúc.',
      'not-found': 'Không có tài khoản này, hoặc nó đã bị khóa.',
      conflict: 'Tài khoản này không bật xác thực hai lớp.',
    },
    'quarantine.replay': {
      done: 'Gửi lại xong: {accepted} được nhận, {refused} lại bị từ chối.',
      'not-found': 'Sự kiện này không còn trong cách ly: đã được gửi lại, hoặc đã quá bảy ngày.',
    },
    'pack.import': {
      done: 'Đã nhập dữ liệu của {subject}. Các tiến trình dùng dữ liệu mới trong vài giây.',
      conflict: 'Chưa nhập gì. Dữ liệu đã đổi trong lúc bạn xem, hoặc tệp bỏ đi thứ đang dùng; xem lại bảng thay đổi.',
    },
    'rule.test': {
      done: 'Đang thử quy tắc {subject}.',
      invalid: 'Chưa thử: văn bản của quy tắc còn chỗ chưa đúng. Sửa các dòng được nêu rồi thử lại.',
      conflict: 'Chưa thử: một lần thử khác đang chạy. Chờ nó xong rồi thử lại.',
    },
    'rule.set': {
      done: 'Đã lưu quy tắc {subject}. Cán bộ trực được gọi theo quy tắc mới trong vài giây.',
      invalid: 'Chưa lưu: văn bản của quy tắc còn chỗ chưa đúng. Sửa các dòng được nêu rồi thử lại.',
      conflict:
        'Chưa lưu: quy tắc đúng như văn bản này chưa được thử trên những ngày đã qua. Bấm Thử, xem kết quả, rồi lưu.',
    },
    'rule.off': {
      done: 'Đã tắt quy tắc {subject}. Các cảnh báo của nó đóng lại trong vài giây.',
      'not-found': 'Không có quy tắc nào tên này đang hỏi. Mở lại danh sách.',
    },
    'target.set': {
      done: 'Đã ghi chỉ tiêu {subject}.',
      conflict: 'Chưa ghi gì: sổ chỉ tiêu đã có dòng khác cho ngày này. Xem lại bảng dưới đây.',
    },
    'establishment.set': {
      done: 'Đã ghi biên chế {subject}.',
      invalid:
        'Chưa ghi. Số người là số nguyên từ 0 đến 2.000; ngày bắt đầu từ hôm nay trở đi; ngày kết thúc sau ngày bắt đầu. Tình nguyện viên cần tên chiến dịch và ngày kết thúc, người khác thì để trống chiến dịch.',
      'not-found': 'Chưa ghi: ngày ấy thành phố không có điểm này. Chọn ngày điểm đang hoạt động.',
    },
    'wall.set': {
      done: 'Đã lưu tường {subject}. Màn hình đổi theo trong một phút.',
      invalid: 'Chưa lưu: có ô chưa đúng. Xem lại từ năm đến chín chỉ tiêu, mỗi thứ một lần, và kích thước.',
    },
    'exclusion.propose': { done: 'Đã đề nghị loại trừ {subject}. Cần một người khác duyệt.' },
    'exclusion.approve': {
      done: 'Đã duyệt loại trừ {subject}. Số liệu điều chỉnh có ngay.',
      forbidden: 'Người đề nghị không tự duyệt được. Nhờ một lãnh đạo hoặc quản trị viên khác.',
    },
    'exclusion.reject': { done: 'Đã từ chối loại trừ {subject}.' },
    'exclusion.withdraw': { done: 'Đã rút đề nghị loại trừ {subject}.' },
    'answer.give': { done: 'Đã ghi điều đơn vị nói. Lãnh đạo đọc được ngay.' },
    'answer.withdraw': { done: 'Đã rút lại. Điều đã nói vẫn đọc được, có ghi là đã rút.' },
    'alert.answer': { done: 'Đã trả lời cảnh báo {subject}. Bàn trực đọc được ngay.' },
    'closure.propose': { done: 'Đã báo bàn trực. Chờ bàn trực nhận.' },
    'closure.withdraw': { done: 'Đã rút lần báo đóng cửa {subject}.' },
    'closure.accept': {
      done: 'Đã nhận lần đóng cửa {subject} và mở giờ bảo trì.',
      conflict: 'Lần đóng cửa này đã được quyết định, hoặc đã qua.',
    },
    'closure.refuse': { done: 'Không nhận lần đóng cửa {subject}.', conflict: 'Lần đóng cửa này đã được quyết định.' },
    'maintenance.set': {
      done: 'Đã đặt giờ bảo trì {subject}.',
      invalid: 'Chưa đặt: xem phạm vi và giờ bên dưới.',
    },
    'maintenance.end': {
      done: 'Giờ bảo trì {subject} đã kết thúc; thứ còn hỏng được báo ngay.',
      'not-found': 'Giờ bảo trì này đã kết thúc.',
    },
    'contact.set': {
      done: 'Đã lưu liên hệ {subject}.',
      conflict: 'Chưa lưu: người khác vừa sửa liên hệ này, hoặc mã đã có. Mở lại rồi sửa.',
    },
    'contact.remove': { done: 'Đã bỏ liên hệ {subject}.', conflict: 'Chưa bỏ: liên hệ vừa được sửa. Mở lại trang.' },
    'channel.set': {
      done: 'Đã lưu kênh {subject}. Gửi một tin thử để chắc.',
      conflict: 'Chưa lưu: người khác vừa sửa kênh này. Mở lại rồi sửa.',
    },
    'notify.test': {
      done: 'Đã lập tin thử qua {subject}. Kết quả hiện trong bảng dưới đây sau vài giây.',
      'not-found':
        'Chưa gửi: không có liên hệ nào mang tài khoản của bạn. Chọn một liên hệ, hoặc ghi tài khoản vào danh bạ.',
    },
    'rota.set': {
      done: 'Đã lưu lịch trực {subject}.',
      conflict: 'Chưa lưu: người khác vừa sửa lịch này. Xem lại rồi sửa.',
      'not-found': 'Chưa lưu: có mã liên hệ không có trong danh bạ.',
    },
    'rota.override': { done: 'Đã ghi thay ca trong lịch {subject}.' },
    'rota.override.remove': { done: 'Đã bỏ lần thay ca {subject}.' },
    'chain.set': { done: 'Đã lưu chuỗi {subject}. Việc đang chạy đi tiếp theo chuỗi cũ.' },
    'brief.issue': {
      done: 'Đã phát hành bản tin số {subject}. Từ nay nó không đổi.',
      conflict: 'Chưa làm gì: kỳ này đã có bản tin. Sự kiện đến muộn thành bổ sung của bản đó.',
      invalid: 'Chưa phát hành: ngày này chưa đến.',
    },
    'brief.check': { done: 'Đã tìm: {lateEvents} sự kiện đến muộn, {changes} số thay đổi.' },
    'brief.period.set': {
      done: 'Đã lưu kỳ {subject}.',
      conflict: 'Chưa lưu: có người vừa sửa kỳ này. Mở lại trang rồi sửa.',
      invalid: 'Chưa lưu: ngày phải là 0 (hằng ngày), 1–7 (hằng tuần) hoặc 1–28 (hằng tháng).',
    },
    'incident.lesson': { done: 'Đã ghi bài học của {subject}.' },
    'brief.reader.set': { done: 'Đã lưu bản tin gửi cho {subject}.' },
    'money.import': {
      done: 'Đã nhập sao kê theo {subject}: {added} dòng mới, {known} dòng đã có.',
      conflict: 'Chưa nhập gì: có dòng không đúng. Xem lại từng lỗi.',
    },
    'money.statement.remove': {
      done: 'Đã gỡ sao kê số {subject}: {lines} dòng.',
      conflict: 'Chưa gỡ: sao kê này nói đến ngày đã chốt hoặc đang chờ chốt. Mở lại các ngày đó trước.',
    },
    'money.mapping.set': {
      done: 'Đã ghi cách đọc {subject}.',
      invalid: 'Chưa ghi: có ô chưa đúng. Cột ngày, cột nội dung, cột tiền và mẫu nội dung phải đủ.',
    },
    'money.explain': {
      done: 'Đã ghi giải thích cho ngày {subject}.',
      conflict: 'Chưa ghi: chênh lệch đã khác, hoặc ngày đang chờ chốt. Xem lại bảng.',
    },
    'money.close.propose': {
      done: 'Đã đề nghị chốt ngày {subject}. Cần một người khác duyệt.',
      conflict: 'Chưa đề nghị: số liệu đã khác, còn chênh lệch chưa giải thích, hoặc ngày đã được đề nghị.',
    },
    'money.close.approve': {
      done: 'Đã chốt ngày {subject}.',
      forbidden: 'Người đề nghị không tự duyệt được. Nhờ một lãnh đạo hoặc quản trị viên khác.',
      conflict: 'Chưa chốt: số liệu đã khác lúc đề nghị. Từ chối, rồi đề nghị lại.',
    },
    'money.close.reject': { done: 'Đã từ chối chốt ngày {subject}.' },
    'money.close.withdraw': { done: 'Đã rút đề nghị chốt ngày {subject}.' },
    'money.reopen': { done: 'Đã mở lại ngày {subject}.' },
    'shift.offer': {
      done: 'Đã bàn giao ca (số {subject}). Chờ người vào ca xác nhận.',
      conflict: 'Chưa bàn giao: đang có một lần bàn giao chờ xác nhận.',
    },
    'shift.accept': { done: 'Bạn đã nhận ca (bàn giao số {subject}).', conflict: 'Lần bàn giao này đã được trả lời.' },
    'shift.refuse': { done: 'Đã trả lại bàn giao số {subject}.', conflict: 'Lần bàn giao này đã được trả lời.' },
    'shift.withdraw': { done: 'Đã rút bàn giao số {subject}.', conflict: 'Lần bàn giao này đã được trả lời.' },
  } satisfies Record<string, Saying>,
  faults: {
    invalid: 'Chưa làm gì: có ô chưa đúng. Sửa rồi gửi lại.',
    'not-found': 'Không còn thứ này. Mở lại danh sách.',
    conflict: 'Chưa làm gì: trái với điều đã có. Xem lại danh sách rồi thử lại.',
    forbidden: 'Tài khoản của bạn không được làm việc này. Nhờ quản trị viên.',
    unavailable:
      'Nơi giữ sổ không trả lời. Có thể việc đã được làm: xem lại danh sách, rồi bấm lại; bấm lại không làm hai lần.',
  } satisfies Record<FaultCode, string>,
  fields: {
    reason: 'Chưa làm gì: ghi lý do, ít nhất 3 ký tự.',
    confirm: 'Chưa làm gì: tên gõ để xác nhận không khớp.',
  },
  detail: 'Nơi giữ sổ nói',
};
