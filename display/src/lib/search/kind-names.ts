import type { AssetKind } from '#shared/events/kind.ts';
import type { FindKind } from './find.ts';

/** What people call things of a kind, in both languages and as they write it. */
export const assetKindNames: Readonly<Record<AssetKind, readonly string[]>> = {
  kiosk: ['kiosk', 'kiốt', 'ki ốt', 'máy tự phục vụ'],
  robot: ['robot', 'rô bốt', 'đón tiếp', 'reception'],
  point: ['điểm phục vụ', 'một cửa', 'service point'],
  branch: ['chi nhánh', 'branch'],
  parking: ['bãi đỗ xe', 'bãi xe', 'gửi xe', 'giữ xe', 'parking', 'car park'],
  hotline: ['tổng đài', 'đường dây nóng', 'hotline', 'call centre'],
  chatbot: ['chatbot', 'trợ lý ảo', 'assistant'],
  system: ['hệ thống kết nối', 'connected system'],
};

export const findKindNames: Readonly<Record<FindKind, readonly string[]>> = {
  unit: ['đơn vị', 'phường', 'xã', 'đặc khu', 'unit', 'ward', 'commune'],
  asset: ['thiết bị', 'asset'],
  source: ['nguồn dữ liệu', 'source'],
  incident: ['sự cố', 'incident'],
  page: ['trang', 'page'],
};
