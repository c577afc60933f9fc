/** A Vietnamese number as gateways want it: 0912… and +84912… become 84912…. A short code stays. */
export function toInternational(phone: string): string {
  if (phone.startsWith('+')) return phone.slice(1);
  return phone.startsWith('0') ? `84${phone.slice(1)}` : phone;
}
