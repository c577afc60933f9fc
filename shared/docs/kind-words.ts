import type { Bilingual } from './bilingual.ts';

/** A kind of event: what it is called, and what its types tell. */
type KindWords = { readonly name: Bilingual; readonly about: Bilingual };

/** Words of every kind a source may send. */
export const kindWords: Readonly<Record<string, KindWords>> = {
  kiosk: {
    name: { vi: 'Kiosk và robot', en: 'Kiosks and robots' },
    about: {
      vi: 'Kiosk dịch vụ công hoặc robot đón tiếp báo hoạt động mỗi phút, gặp sự cố, hoạt động lại, có người dùng.',
      en: 'A public-service kiosk or reception robot: alive every minute, in fault, recovered, used.',
    },
  },
  ticket: {
    name: { vi: 'Số thứ tự', en: 'Queue tickets' },
    about: {
      vi: 'Số thứ tự ở điểm phục vụ: lấy số, gọi số, phục vụ xong hoặc bỏ lượt.',
      en: 'A queue ticket at a service point: issued, called, then served or abandoned.',
    },
  },
  counter: {
    name: { vi: 'Quầy', en: 'Counters' },
    about: {
      vi: 'Quầy mở, đóng, và bao nhiêu người chờ bao lâu; báo ít nhất mỗi 5 phút.',
      en: 'Counters opened and closed, and how many wait how long; at least every 5 minutes.',
    },
  },
  call: {
    name: { vi: 'Cuộc gọi', en: 'Calls' },
    about: {
      vi: 'Cuộc gọi đến tổng đài: vào hàng chờ, được nghe hoặc bỏ dở, kết thúc.',
      en: 'A call to the hotline: queued, answered or abandoned, ended.',
    },
  },
  chat: {
    name: { vi: 'Trò chuyện', en: 'Chats' },
    about: {
      vi: 'Cuộc trò chuyện với trợ lý ảo: bắt đầu, có thể chuyển cho người, kết thúc một lần.',
      en: 'A chat with the virtual assistant: started, perhaps handed over to a person, ended once.',
    },
  },
  record: {
    name: { vi: 'Hồ sơ', en: 'Records' },
    about: {
      vi: 'Hồ sơ thủ tục hành chính trên đường đi: nộp, chuyển bước, xong, bị trả lại, nộp phí, số hóa.',
      en: 'A citizen’s record on its way: submitted, worked on, completed, sent back, paid, digitised.',
    },
  },
  parking: {
    name: { vi: 'Đỗ xe', en: 'Parking' },
    about: {
      vi: 'Bãi đỗ xe: xe vào, ra, trả tiền, số chỗ, quyết toán của đơn vị vận hành; tên trường theo APDS.',
      en: 'A parking site: stays, payments, spaces, the operator’s statement; names follow APDS.',
    },
  },
  report: {
    name: { vi: 'Phản ánh', en: 'Citizens’ reports' },
    about: {
      vi: 'Phản ánh của người dân: gửi, cập nhật, đóng, cùng một nơi; kênh, lĩnh vực, hạn. Xử lý lại thì gửi phản ánh mới.',
      en: 'A citizen’s report: filed, updated, closed, all at one asset; channel, category, due time. Taken up again, it is a new one.',
    },
  },
  feedback: {
    name: { vi: 'Đánh giá', en: 'Feedback' },
    about: {
      vi: 'Điểm hài lòng từ 1 đến 5, nơi được đánh giá.',
      en: 'Satisfaction from 1 to 5, of the place it was given.',
    },
  },
  staff: {
    name: { vi: 'Nhân sự', en: 'Staff' },
    about: {
      vi: 'Bao nhiêu người đang trực ở mỗi vai trò, báo đầu buổi và mỗi khi đổi; không có tên ai.',
      en: 'How many are on duty in each role, at the start of a shift and at every change; nobody’s name.',
    },
  },
  link: {
    name: { vi: 'Kết nối hệ thống', en: 'Connected systems' },
    about: {
      vi: 'Hệ thống ngoài có kết nối được không, trả lời nhanh chậm, dữ liệu trễ bao nhiêu.',
      en: 'Whether a connected system works, how fast it answers, how far its data lag.',
    },
  },
  document: {
    name: { vi: 'Văn bản', en: 'Documents' },
    about: {
      vi: 'Văn bản gửi nhận trên trục liên thông: điện tử, ký số.',
      en: 'Documents exchanged: electronic, signed.',
    },
  },
};
