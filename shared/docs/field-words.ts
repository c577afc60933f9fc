import type { Bilingual } from './bilingual.ts';

/** What the fields of the envelope mean. */
export const envelopeWords: Readonly<Record<string, Bilingual>> = {
  specversion: { vi: 'Phiên bản CloudEvents', en: 'Version of CloudEvents' },
  id: {
    vi: 'Mã của sự kiện, không bao giờ dùng lại trong một nguồn; gửi lại cùng mã chỉ được đếm một lần',
    en: 'The event’s identity, never used again within its source; sent again it is counted once',
  },
  source: { vi: 'Nguồn, nằm dưới nguồn của khóa', en: 'The source; it lies under the source of the key' },
  type: { vi: 'Loại sự kiện', en: 'Type of event' },
  time: {
    vi: 'Lúc sự việc xảy ra tại nguồn, có múi giờ',
    en: 'When it happened, at the source, with its offset',
  },
  datacontenttype: { vi: 'Luôn là JSON; nên bỏ trống', en: 'Always JSON; best left out' },
  asset: { vi: 'Mã nơi hoặc thiết bị xảy ra', en: 'Code of the place or device it happened at' },
  unit: {
    vi: 'Mã phường, xã; nên bỏ trống, cửa nhận tự ghi',
    en: 'Code of the ward or commune; best left out, the door stamps it',
  },
  sequence: {
    vi: 'Số thứ tự tăng từng một theo từng nơi, để thấy tin bị mất',
    en: 'Counts up by one per asset, so that a lost event shows',
  },
  data: { vi: 'Nội dung theo loại', en: 'What the type says' },
};

/** What the fields of `data` mean; a name means the same in every type, unless `type.field` is here as well. */
export const fieldWords: Readonly<Record<string, Bilingual>> = {
  agent: { vi: 'Mã tổng đài viên, không phải tên', en: 'Code of the agent, not a name' },
  amountVnd: { vi: 'Số tiền', en: 'Amount' },
  callId: { vi: 'Mã cuộc gọi', en: 'The call' },
  capacity: { vi: 'Tổng số chỗ', en: 'Spaces there are' },
  category: { vi: 'Lĩnh vực phản ánh (Open311: service_code)', en: 'What the report is about (Open311: service_code)' },
  channel: { vi: 'Kênh', en: 'Channel it came by' },
  chatId: { vi: 'Mã cuộc trò chuyện', en: 'The chat' },
  citizenId: { vi: 'Số định danh công dân', en: 'Citizen’s identity number' },
  citizenUnit: { vi: 'Mã phường, xã của người dân', en: 'Code of the citizen’s own ward or commune' },
  code: { vi: 'Mã lỗi', en: 'Code of the fault' },
  counter: { vi: 'Mã quầy', en: 'Code of the counter' },
  coversS: {
    vi: 'Tin này bảo đảm cho bao lâu vừa qua',
    en: 'How long back this one vouches for',
  },
  direction: {
    vi: 'Đến (in) hay đi (out), nhìn từ nơi báo',
    en: 'Received (in) or sent (out), as seen from the asset',
  },
  documentId: { vi: 'Mã văn bản', en: 'The document' },
  documents: { vi: 'Số giấy tờ', en: 'Number of papers' },
  downS: { vi: 'Ngừng bao lâu', en: 'How long it was down' },
  dueAt: { vi: 'Hạn phải xong', en: 'When it is due' },
  durationS: { vi: 'Kéo dài bao lâu', en: 'How long it took' },
  electronic: { vi: 'Là văn bản điện tử', en: 'Whether it is electronic' },
  expectedWaitS: { vi: 'Người đến lúc này được báo phải chờ bao lâu', en: 'The wait somebody joining now is told' },
  faultId: { vi: 'Mã sự cố', en: 'The fault' },
  healthy: { vi: 'Đang hoạt động tốt', en: 'Whether it works well' },
  heldS: { vi: 'Mức trước đã giữ bao lâu', en: 'How long the sample before this one held' },
  id: { vi: 'Mã của sự kiện bị huỷ, cùng nguồn và cùng nơi', en: 'The withdrawn event: same source, same asset' },
  lagS: { vi: 'Dữ liệu chậm bao lâu', en: 'How far its data lag' },
  latencyMs: { vi: 'Trả lời sau bao lâu', en: 'Time to answer' },
  level: {
    vi: 'Mức trực tuyến của chính hồ sơ này; bỏ trống thì hồ sơ không vào tỷ lệ trực tuyến theo thủ tục',
    en: 'How far this record itself goes online; without it, it is not in online shares by procedure',
  },
  method: { vi: 'Cách trả tiền', en: 'How it was paid' },
  occupied: { vi: 'Số chỗ đang có xe; có thể vượt tổng số chỗ', en: 'Spaces taken; may exceed the capacity' },
  ok: { vi: 'Kết nối được', en: 'Whether it works' },
  online: { vi: 'Trả trực tuyến; bỏ trống khi không biết', en: 'Whether it was paid online; absent where unknown' },
  onTime: { vi: 'Đúng hạn; bỏ trống khi không có hạn', en: 'Whether it met its due time; absent when it had none' },
  openS: { vi: 'Đã mở bao lâu', en: 'How long it was open' },
  outcome: { vi: 'Kết quả', en: 'How it ended' },
  paperPct: { vi: 'Giấy còn lại', en: 'Paper left' },
  paymentId: { vi: 'Mã lượt trả tiền', en: 'The payment' },
  phone: { vi: 'Số điện thoại', en: 'Phone number' },
  planned: { vi: 'Có trong kế hoạch bảo trì', en: 'Whether it was planned' },
  plate: { vi: 'Biển số xe', en: 'Number plate' },
  present: { vi: 'Số người đang trực', en: 'How many are on duty' },
  prior: {
    vi: 'Mức mà tin này khép lại; bỏ trống ở tin đầu tiên hoặc sau khi mất tin',
    en: 'The sample this one closes; absent on the first, or after a gap',
  },
  procedure: { vi: 'Mã thủ tục hành chính', en: 'Code of the procedure' },
  reason: { vi: 'Lý do', en: 'Why' },
  recordId: { vi: 'Mã hồ sơ', en: 'The record' },
  reportId: {
    vi: 'Mã phản ánh, cùng nơi từ lúc gửi đến lúc đóng (Open311: service_request_id)',
    en: 'The report, at one asset from filed to closed (Open311: service_request_id)',
  },
  role: { vi: 'Vai trò', en: 'Role' },
  score: { vi: 'Điểm, từ 4 là hài lòng', en: 'Score; satisfied from 4 on' },
  serviceS: { vi: 'Phục vụ bao lâu', en: 'How long service took' },
  signed: { vi: 'Có chữ ký số', en: 'Whether it is signed' },
  status: { vi: 'Tình trạng', en: 'How it stands' },
  stayId: { vi: 'Mã lượt đỗ', en: 'The stay' },
  stayS: { vi: 'Đỗ bao lâu', en: 'How long it stayed' },
  step: { vi: 'Bước xử lý', en: 'Step' },
  talkS: { vi: 'Nói chuyện bao lâu', en: 'How long they talked' },
  ticketId: { vi: 'Mã số thứ tự', en: 'The ticket' },
  topic: { vi: 'Chủ đề', en: 'Topic' },
  transactions: { vi: 'Số giao dịch', en: 'Number of payments' },
  waiting: { vi: 'Số người đang chờ', en: 'People waiting now' },
  waitS: { vi: 'Đã chờ bao lâu', en: 'How long they waited' },
  'chat.ended.outcome': {
    vi: 'Kết quả; handed_over khi người đã giúp tiếp',
    en: 'How it ended; handed_over where a person took over',
  },
  'chat.handed_over.reason': { vi: 'Mã lý do chuyển', en: 'Code of why it was handed over' },
  'parking.failed.reason': { vi: 'Mã lý do trả tiền không thành', en: 'Code of why the payment failed' },
  'parking.settled.amountVnd': { vi: 'Tổng tiền thu trong kỳ', en: 'What was taken in the period' },
  'parking.settled.from': { vi: 'Đầu kỳ quyết toán', en: 'Start of the period' },
  'parking.settled.to': { vi: 'Cuối kỳ, không gồm lúc này', en: 'End of the period, exclusive' },
  'parking.maintained.reason': { vi: 'Mã việc bảo trì', en: 'Code of the maintenance' },
};

/** What a field of this type's `data` means; undefined when nobody said. */
export function wordsOfField(typeName: string, field: string): Bilingual | undefined {
  return fieldWords[`${typeName}.${field}`] ?? fieldWords[field];
}
