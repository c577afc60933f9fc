/*
 * What passwords of every breach are made of. The lists themselves hold hardly any of our length; what is guessed at that
 * length are these words and rows of keys strung together, with a year or an exclamation mark behind.
 */
const words =
  'password passwort passw0rd matkhau matkhaumoi khongcomatkhau administrator admin root user test guest welcome login ' +
  'letmein changeme secret default master superman batman dragon monkey football iloveyou princess sunshine shadow ' +
  'michael qwerty qwertyuiop asdfghjkl asdfgh asdf zxcvbnm zxcvbn 1qaz2wsx3edc4rfv 1qaz2wsx qazwsxedc qazwsx 1q2w3e4r5t ' +
  '1q2w3e4r zaq12wsx abcdefghijklmnopqrstuvwxyz abcdefgh abcdef abcd abc 01234567890 1234567890 123456789 12345678 1234567 ' +
  '123456 12345 1234 123 0987654321 987654321 654321 54321 4321 321 147258369 159753 112233 121212 123123 321321 000000 ' +
  '111111 222222 333333 444444 555555 666666 777777 888888 999999 ' +
  'vietnam hanoi haiphong hatinh saigon danang hochiminh thanhpho thudo congan ubnd trungtam dichvucong motcua ' +
  'anhyeuem emyeuanh yeuem yeuanh iloveu embe conyeu giadinh hanhphuc motnamba motngaymoi xinchao chaoban tinhyeu ' +
  'vonglau smartcity city kiosk operator leader viewer';

const common = words.split(' ').sort((one, other) => other.length - one.length);
const leet: Readonly<Record<string, string>> = { '@': 'a', $: 's', '!': 'i' };

/** How much of a password must be left when the words that everybody tries are taken out. */
const OWN_CHARACTERS = 6;

/** Whether a password is hardly more than what is tried first: common words, rows of keys, repetitions, years. */
export function isCommonPassword(password: string): boolean {
  const plain = toPlain(password);
  const spoken = Array.from(plain, (character) => leet[character] ?? character).join('');
  return [plain, spoken].some((text) => countOwn(text.replaceAll(/[^\p{L}\p{N}]/gu, '')) < OWN_CHARACTERS);
}

/** The characters left when common words, what is repeated and years are out. */
function countOwn(text: string): number {
  const once = text.replaceAll(/(.{2,}?)\1+/gu, '$1').replaceAll(/(.)\1{2,}/gu, '$1');
  const rest = common.reduce((left, word) => left.replaceAll(word, ' '), once);
  return Array.from(rest.replaceAll(/(19|20)\d\d/g, '').replaceAll(' ', '')).length;
}

/** Without case and marks: mật khẩu is tried as matkhau. */
function toPlain(text: string): string {
  return text.toLowerCase().replaceAll('đ', 'd').normalize('NFD').replaceAll(/\p{M}/gu, '');
}
