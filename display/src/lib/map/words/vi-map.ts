import type { MapQuestion } from '../questions/map-question.ts';
import type { NoReading } from '../questions/unit-reading.ts';

const questions: Readonly<Record<MapQuestion, string>> = {
  state: 'Trạng thái thiết bị',
  waiting: 'Chờ tại điểm phục vụ',
  parking: 'Bãi đỗ: lấp đầy',
  cash: 'Bãi đỗ: trả tiền mặt',
  calls: 'Cuộc gọi theo chủ đề',
  reports: 'Phản ánh theo lĩnh vực',
  kpi: 'Chỉ tiêu theo đơn vị',
};

const about: Readonly<Record<MapQuestion, string>> = {
  state:
    'Mỗi ký hiệu là một thiết bị. Vòng tròn có số là nhiều thiết bị ở gần nhau và cho biết tình trạng xấu nhất; cái có sự cố luôn được vẽ riêng.',
  waiting: 'Thời gian chờ dự kiến lâu nhất trong các điểm phục vụ của đơn vị, theo lần báo mới nhất.',
  parking: 'Số chỗ đã đỗ trên tổng số chỗ của các bãi đang báo trong đơn vị.',
  cash: 'Phần lượt trả tiền mặt trong số lượt trả hôm nay của các bãi trong đơn vị.',
  calls: 'Cuộc gọi đến hôm nay, tính cho đơn vị có tổng đài nhận cuộc gọi: cuộc gọi không cho biết người gọi ở đâu.',
  reports: 'Phản ánh gửi hôm nay, tính cho đơn vị nơi phản ánh được tiếp nhận.',
  kpi: 'So với chỉ tiêu được giao. Đọc lại từ sổ số liệu mỗi phút.',
};

const reasons: Readonly<Record<NoReading, string>> = {
  'none-there': 'không có ở đây',
  never: 'chưa có dữ liệu',
  old: 'số liệu quá cũ',
  'no-counts': 'không có số đếm',
  'no-clock': 'chưa có đồng hồ',
  coverage: 'quá ít nơi báo',
};

/** The words of the map and its page. */
export const vi = {
  title: 'Bản đồ',
  noScript: 'Trang này cần JavaScript để vẽ bản đồ.',
  opening: 'Đang mở…',
  ask: 'Xem gì trên bản đồ',
  questions,
  about,
  reasons,
  kpi: 'Chỉ tiêu',
  narrow: { calls: 'Chủ đề', reports: 'Lĩnh vực' },
  all: 'Tất cả',
  kinds: 'Loại thiết bị',
  legend: 'Chú giải',
  from: 'từ {value}',
  upTo: 'dưới {value}',
  shades: {
    met: 'đạt',
    near: 'gần đạt (thiếu đến 5 %)',
    missed: 'chưa đạt (thiếu đến 20 %)',
    far: 'còn xa (thiếu hơn 20 %)',
    amount1: 'chưa giao chỉ tiêu',
  },
  judged: {
    met: 'trong mức',
    near: 'gần ngưỡng',
    missed: 'vượt ngưỡng',
    far: 'vượt xa ngưỡng',
  },
  amounts: { amount0: 'ít nhất', amount1: 'ít', amount2: 'nhiều', amount3: 'nhiều nhất' },
  unknownShort: 'không rõ',
  unknown: 'không rõ: không có số liệu dùng được',
  cluster: 'nhiều thiết bị gần nhau',
  told: '{told}/{all} đơn vị có số liệu',
  asOf: 'số liệu lúc {time}',
  zoomIn: 'Phóng to',
  zoomOut: 'Thu nhỏ',
  whole: 'Toàn thành phố',
  hold: 'Giữ lúc này để so sánh',
  before: 'Trái: lúc {time} · phải: bây giờ',
  letGo: 'Thôi so sánh',
  picture: 'Lưu ảnh',
  pictureFile: 'ban-do',
  table: 'Bảng tương ứng với bản đồ',
  find: 'Lọc theo tên hoặc mã',
  columns: {
    unit: 'Đơn vị',
    asset: 'Thiết bị',
    kind: 'Loại',
    state: 'Trạng thái',
    value: 'Số liệu',
    judged: 'Đánh giá',
    coverage: 'Nguồn báo',
    asOf: 'Lúc',
  },
  more: 'Hiện thêm {count}',
  shown: '{shown} trên {all} dòng',
  nothing: 'Không có dòng nào.',
  chosen: 'Đang chọn',
  openAsset: 'Mở thiết bị',
  openUnit: 'Mở đơn vị',
  close: 'Bỏ chọn',
  counted: 'đếm đến {time}',
  kpiFailed: 'Không đọc được chỉ tiêu; đang thử lại.',
};
