import type { Says } from '../wire/duty.ts';
import type { CallKind } from './plan-calls.ts';

/** Why somebody is told of a task, as a message begins. */
export const callWords: Readonly<Record<CallKind, Says>> = {
  given: { vi: 'Giao việc mới', en: 'New task' },
  unread: { vi: 'Chưa ai đọc', en: 'Nobody has read it' },
  soon: { vi: 'Sắp đến hạn', en: 'Due soon' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  escalated: { vi: 'Quá hạn, báo cấp trên', en: 'Overdue, brought to the office above' },
  asked: { vi: 'Xin gia hạn', en: 'More time is asked for' },
  granted: { vi: 'Được gia hạn', en: 'More time is granted' },
  refused: { vi: 'Không được gia hạn', en: 'No more time' },
  finished: { vi: 'Báo đã xong, chờ duyệt', en: 'Reported done, to be accepted' },
  accepted: { vi: 'Đã duyệt', en: 'Accepted' },
  returned: { vi: 'Trả lại, làm tiếp', en: 'Returned, not done yet' },
  withdrawn: { vi: 'Thôi không làm nữa', en: 'Withdrawn' },
};
