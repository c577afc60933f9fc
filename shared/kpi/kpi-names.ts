import type { KpiId } from './kpi-units.ts';

const vi: Readonly<Record<KpiId, string>> = {
  online_share: 'Hồ sơ nộp trực tuyến',
  full_process_share: 'Hồ sơ trực tuyến toàn trình',
  online_procedure_share: 'Thủ tục có hồ sơ trực tuyến',
  on_time_share: 'Hồ sơ đúng hạn',
  digitised_share: 'Hồ sơ số hóa',
  paid_online_share: 'Thanh toán trực tuyến',
  returned_share: 'Hồ sơ bị trả lại',
  satisfaction: 'Hài lòng',
  wait_p50: 'Thời gian chờ, một nửa số lượt',
  wait_p90: 'Thời gian chờ, 90 % số lượt',
  hotline_answered_share: 'Cuộc gọi được nghe',
  hotline_speed: 'Thời gian chờ tổng đài',
  people_supported: 'Người được hỗ trợ',
  kiosk_availability: 'Kiosk hoạt động',
  cashless_share: 'Đỗ xe không tiền mặt',
  electronic_document_share: 'Văn bản điện tử',
  signed_document_share: 'Văn bản ký số',
  certified_copy_share: 'Chứng thực trong hồ sơ trực tiếp',
  system_uptime: 'Hệ thống kết nối sẵn sàng',
};

const en: typeof vi = {
  online_share: 'Records submitted online',
  full_process_share: 'Records fully online',
  online_procedure_share: 'Procedures with online records',
  on_time_share: 'Records on time',
  digitised_share: 'Records digitised',
  paid_online_share: 'Paid online',
  returned_share: 'Records returned',
  satisfaction: 'Satisfaction',
  wait_p50: 'Waiting time, half of the tickets',
  wait_p90: 'Waiting time, 90 % of visits',
  hotline_answered_share: 'Calls answered',
  hotline_speed: 'Wait on the hotline',
  people_supported: 'People supported',
  kiosk_availability: 'Kiosks available',
  cashless_share: 'Parking paid without cash',
  electronic_document_share: 'Electronic documents',
  signed_document_share: 'Signed documents',
  certified_copy_share: 'Certified copies among direct records',
  system_uptime: 'Connected systems up',
};

/** What each KPI is called. */
export const kpiNames = { vi, en } as const;
