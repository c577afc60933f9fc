/**
 * Strikes out what looks like somebody's number, plate or address in words that a person wrote. Titles are written in a
 * hurry and messages leave the house; whoever must know logs in and reads it there.
 */
export function strikePersonal(text: string): string {
  return patterns.reduce((left, pattern) => left.replaceAll(pattern, '•••'), text);
}

const patterns = [
  // E-mail addresses.
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+/gu,
  // Vietnamese plates: 29A-123.45, 29-B1 234.56, 80NG-123-45.
  /\b\d{2}[\s-]?[A-Z]{1,2}\d?[\s.-]?\d{3}[\s.-]?\d{2}\b/giu,
  // Telephone and identity numbers: eight digits or more, in groups or not.
  /\+?\d(?:[\s.()-]{0,2}\d){7,}/gu,
];
