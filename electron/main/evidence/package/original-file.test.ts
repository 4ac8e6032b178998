import { expect, it } from 'vitest';
import { originalFile } from './original-file.ts';

it.each([
  [1, 'IMG_0412.jpg', 'originals/001-IMG_0412.jpg'],
  [12, 'Bảng giá cước (quầy 2).PDF', 'originals/012-Bảng giá cước (quầy 2).PDF'],
  [1_234, '../../etc/passwd', 'originals/1234-etc passwd'],
  [3, 'C:\\Windows\\a?b*.txt', 'originals/003-C Windows a b.txt'],
  [4, 'CON.txt', 'originals/004-minh-tra CON.txt'],
  [5, 'a\ud800b\u202Egpj.exe', 'originals/005-a b gpj.exe'],
  [6, '...', 'originals/006-minh-tra'],
  [7, '  ', 'originals/007-photo.jpg'],
  [8, `${'Ễ'.repeat(300)}.jpeg`, `originals/008-${'Ễ'.repeat(56)}.jpeg`],
  [9, `a.${'x'.repeat(40)}`, `originals/009-a.${'x'.repeat(40)}`],
  [10, `dot. ${'.'.repeat(10)}.jpg`, 'originals/010-dot.jpg'],
])('the original number %d of %j lies at %j', (number, fileName, file) => {
  const name = originalFile(number, { fileName, kind: 'photo', mediaType: 'image/jpeg' });
  expect(name).toBe(file);
  expect(Buffer.byteLength(name.slice('originals/'.length))).toBeLessThanOrEqual(255);
});
