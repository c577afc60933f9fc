import type { ProblemName } from '../wire/problems.ts';
import type { Bilingual } from './bilingual.ts';

/** A problem: what happened, and what a sender does. */
export type ProblemWords = { readonly what: Bilingual; readonly todo: Bilingual };

/** Words of every problem the door answers with. */
export const problemWords: Readonly<Record<ProblemName, ProblemWords>> = {
  'malformed-json': {
    what: { vi: 'Nội dung không phải JSON đúng', en: 'The body is not proper JSON' },
    todo: { vi: 'Sửa chỗ tạo JSON', en: 'Mend what writes the JSON' },
  },
  'malformed-gzip': {
    what: { vi: 'Nội dung nén gzip bị hỏng hoặc thiếu', en: 'The gzip body is broken or cut short' },
    todo: { vi: 'Nén lại rồi gửi', en: 'Compress again, then send' },
  },
  'invalid-event': {
    what: {
      vi: 'Sự kiện sai cấu trúc; path chỉ trường sai',
      en: 'The event does not fit its schema; path names the field',
    },
    todo: {
      vi: 'Sửa trường đó; gửi lại nguyên văn sẽ vẫn bị từ chối',
      en: 'Mend that field; unchanged it is refused again',
    },
  },
  'invalid-query': {
    what: {
      vi: 'Câu hỏi biên nhận sai; path chỉ tham số sai',
      en: 'The question for receipts is wrong; path names the parameter',
    },
    todo: { vi: 'Sửa tham số đó', en: 'Mend that parameter' },
  },
  'unknown-asset': {
    what: {
      vi: 'Mã nơi không có trong sổ đăng ký, hoặc chưa hoạt động lúc đó',
      en: 'The asset is not in the registry, or was not in service then',
    },
    todo: {
      vi: 'Kiểm tra mã; xin trung tâm đăng ký nơi mới',
      en: 'Check the code; ask the centre to register a new one',
    },
  },
  'wrong-unit': {
    what: { vi: 'Phường, xã ghi khác với sổ đăng ký', en: 'The unit differs from the registry’s' },
    todo: { vi: 'Bỏ trường unit', en: 'Leave unit out' },
  },
  'out-of-time': {
    what: {
      vi: 'Thời gian ở tương lai hơn 5 phút, hoặc cũ quá hạn của khóa',
      en: 'More than 5 minutes ahead, or older than the key’s allowance',
    },
    todo: { vi: 'Đồng bộ giờ của thiết bị', en: 'Synchronise the device’s clock' },
  },
  unauthenticated: {
    what: {
      vi: 'Không có khóa, hoặc khóa sai, hết hạn, bị thu hồi',
      en: 'No key, or one that is wrong, expired or revoked',
    },
    todo: { vi: 'Xin khóa mới', en: 'Get a new key' },
  },
  forbidden: {
    what: { vi: 'Khóa không được gửi nguồn, loại hoặc nơi này', en: 'The key may not send this source, kind or asset' },
    todo: { vi: 'Sửa source, hoặc xin thêm quyền', en: 'Mend source, or ask for the right' },
  },
  'not-found': {
    what: { vi: 'Không có đường dẫn này', en: 'There is no such path' },
    todo: { vi: 'Dùng /v1/events hoặc /v1/receipts', en: 'Use /v1/events or /v1/receipts' },
  },
  'method-not-allowed': {
    what: { vi: 'Sai phương thức HTTP', en: 'The wrong HTTP method' },
    todo: { vi: 'POST để gửi, GET để hỏi biên nhận', en: 'POST to send, GET for receipts' },
  },
  'too-slow': {
    what: { vi: 'Nội dung ngừng đến giữa chừng', en: 'The body stopped coming' },
    todo: { vi: 'Gửi lại', en: 'Send again' },
  },
  'too-large': {
    what: { vi: 'Quá lớn; detail nói giới hạn', en: 'Too large; detail names the limit' },
    todo: { vi: 'Gửi ít hơn mỗi lần, hoặc mỗi dòng một sự kiện', en: 'Send less at once, or one event a line' },
  },
  'unsupported-media-type': {
    what: {
      vi: 'Content-Type hoặc Content-Encoding cửa nhận không đọc',
      en: 'A Content-Type or Content-Encoding the door does not read',
    },
    todo: { vi: 'Dùng một trong các dạng gửi', en: 'Use one of the forms of sending' },
  },
  'rate-exceeded': {
    what: { vi: 'Nhanh hơn tốc độ của khóa', en: 'More than the key’s rate' },
    todo: { vi: 'Chờ Retry-After giây, gửi lại', en: 'Wait Retry-After seconds, send again' },
  },
  unavailable: {
    what: { vi: 'Nhật ký tạm không nhận được', en: 'The log is away, slow or full' },
    todo: {
      vi: 'Chờ Retry-After giây, gửi lại TẤT CẢ; trùng mã chỉ đếm một lần',
      en: 'Wait Retry-After seconds, send EVERYTHING again; the same id is counted once',
    },
  },
};
