import { expect, test } from 'vitest';
import {
  debianArchives,
  parseDeb822Sources,
  parseOneLineSources,
  readRelease,
} from '../../../infra/servers/apt-sources.ts';

const deb822 = `Types: deb
# http://old.example/debian
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main

Enabled: no
Types: deb
URIs: http://disabled.example/debian
Suites: bookworm
Components: main
`;

test('the main archive of the running release is taken from deb822 sources', () => {
  expect(debianArchives(parseDeb822Sources(deb822), 'bookworm')).toEqual(['http://mirror.example/debian']);
});

test('one-line sources are read with their options, without comments', () => {
  const text = `# deb http://comment.example/debian bookworm main
deb [arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://a.example/debian bookworm main contrib # ours
deb-src http://a.example/debian bookworm main
deb http://security.example/debian-security bookworm-security main
`;
  expect(parseOneLineSources(text)).toEqual([
    {
      uri: 'http://a.example/debian',
      suite: 'bookworm',
      components: ['main', 'contrib'],
      signedBy: '/usr/share/keyrings/debian-archive-keyring.gpg',
    },
    { uri: 'http://security.example/debian-security', suite: 'bookworm-security', components: ['main'], signedBy: '' },
  ]);
});

test("somebody else's archive is not taken, even when it names the same suite", () => {
  const entries =
    parseOneLineSources(`deb [signed-by=/usr/share/keyrings/other.gpg] https://other.example/debian bookworm main
deb https://unsigned.example/debian bookworm main
deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://debian.example/debian bookworm main
deb https://tools.example/apt bookworm stable
`);
  expect(debianArchives(entries, 'bookworm')).toEqual([
    'http://debian.example/debian',
    'https://unsigned.example/debian',
  ]);
});

test('an inline key in a deb822 stanza does not hide the fields after it', () => {
  const text = `Types: deb
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mQINBF
 -----END PGP PUBLIC KEY BLOCK-----
URIs: https://third.example/debian
Suites: bookworm
Components: main
`;
  expect(parseDeb822Sources(text)).toHaveLength(1);
  expect(debianArchives(parseDeb822Sources(text), 'bookworm')).toEqual([]);
});

test('the release is the codename of os-release', () => {
  expect(readRelease('ID=debian\nVERSION_CODENAME=bookworm\n')).toBe('bookworm');
  expect(readRelease('ID=other\n')).toBe('');
});
