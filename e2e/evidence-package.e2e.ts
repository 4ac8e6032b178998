import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { chooseFile } from './story/dialogs.ts';
import { caseOnServer, openEvidence } from './story/evidence.ts';
import { verifyPackage } from './story/package.ts';
import { alterLargest } from './story/sealed-files.ts';
import { test } from './test.ts';

const sheets = {
  first: Buffer.from('Bảng giá cước niêm yết tại quầy số 2\n'),
  second: Buffer.from('Hợp đồng đại lý số 14\n'),
  third: Buffer.from('Chụp nhầm\n'),
};

const tile = (window: Page, name: RegExp) =>
  window.getByRole('list', { name: 'Chứng cứ của vụ việc' }).getByRole('button', { name });

async function withdraw(window: Page, name: RegExp): Promise<void> {
  await tile(window, name).click();
  await window.getByRole('button', { name: 'Rút khỏi hồ sơ' }).click();
  await window.getByLabel('Vì sao rút').fill('chụp nhầm');
  await window.getByRole('button', { name: 'Rút', exact: true }).click();
  await window.getByText('Đã rút khỏi hồ sơ.').waitFor();
}

test('a case is exported as a package that the command finds whole, and not after one byte is altered', async ({
  stage,
}) => {
  const { server, caseId } = await caseOnServer();
  const documents = await stage.newFolder('documents');
  const { window, electron } = await openEvidence(stage, { server, caseId }, 'an');
  await window.locator('input[type=file]').setInputFiles([
    { name: 'bảng giá.txt', mimeType: 'text/plain', buffer: sheets.first },
    { name: 'hợp đồng.txt', mimeType: 'text/plain', buffer: sheets.second },
    { name: 'nhầm.txt', mimeType: 'text/plain', buffer: sheets.third },
  ]);
  await tile(window, /nhầm/).waitFor();
  await withdraw(window, /nhầm/);
  await tile(window, /hợp đồng/).click();
  await window.getByLabel('Tên gọi').fill('Hợp đồng đại lý');
  await window.getByLabel('Nơi lấy').fill('Quầy số 2');
  await tile(window, /Hợp đồng đại lý/).waitFor();

  const file = path.join(documents, 'Gói chứng cứ.zip');
  await chooseFile(electron, file);
  await window.getByRole('button', { name: 'Xuất gói chứng cứ' }).click();
  const dialog = window.getByRole('dialog', { name: 'Xuất gói chứng cứ' });
  await dialog.getByText('2 bản gốc').waitFor();
  await dialog.getByRole('button', { name: 'Chọn nơi lưu và xuất' }).click();
  await window.getByText('Đã xuất gói chứng cứ, 2 bản gốc.').waitFor();

  const sound = await verifyPackage(file);
  expect(sound.said).toContain('Chứng cứ: 3; bản gốc trong gói: 2');
  expect(sound.said).toMatch(/Số 003 “nhầm\.txt”: không có bản gốc trong gói \(chứng cứ đã rút/);
  expect(sound.said).toContain('KẾT LUẬN: KHỚP.');
  expect(sound.code).toBe(0);
  // As docs/operations.md says whose a key is.
  const [known] = await server.sql<{ key: string }>(
    `select left(encode(sha256(decode(translate(public_key, '-_', '+/') || '=', 'base64')), 'hex'), 16) as key
      from minh_tra.signing_keys where person_id = 'p-an'`,
  );
  expect(sound.said).toContain(`Khóa ${known?.key}: 3 bản ghi, Nguyễn Thị An`);
  const bytes = await readFile(file);
  expect(bytes.includes('Quầy số 2')).toBe(true);
  const at = bytes.indexOf(sheets.second);
  expect(at).toBeGreaterThan(0);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  const altered = path.join(documents, 'bị sửa.zip');
  await writeFile(altered, bytes);
  const wrong = await verifyPackage(altered);
  expect(wrong.said).toContain('originals/002-hợp đồng.txt: nội dung không còn đúng như đã ký');
  expect(wrong.said).toContain('KẾT LUẬN: KHÔNG KHỚP.');
  expect(wrong.code).toBe(1);

  // Each original that was written has its line of custody; what was left out has none.
  const told = async () => {
    const rows = await server.sql<{ body: string }>("select body from sync.activity where kind = 'custody'");
    const lines = rows.map(({ body }) => JSON.parse(body)).filter(({ target }) => target.field === 'exported');
    return lines.length;
  };
  await expect.poll(told).toBe(2);

  await window.getByText('Mọi bản gốc đã ở máy chủ').or(window.getByText('Máy chủ đã nhận')).first().waitFor();
  const { window: other, electron: otherElectron } = await openEvidence(stage, { server, caseId }, 'binh');
  await tile(other, /Hợp đồng đại lý/).waitFor();
  await chooseFile(otherElectron, path.join(documents, 'của Bình.zip'));
  await other.getByRole('button', { name: 'Xuất gói chứng cứ' }).click();
  const asked = other.getByRole('dialog', { name: 'Xuất gói chứng cứ' });
  await asked.getByText('2 bản gốc chưa có trên máy này').waitFor();
  await asked.getByRole('button', { name: 'Tải về' }).click();
  await asked.getByText('2 bản gốc,').waitFor();
  await asked.getByRole('checkbox', { name: /Kèm bản gốc của 1 chứng cứ đã rút/ }).check();
  await asked.getByText('1 bản gốc chưa có trên máy này').waitFor();
  await asked.getByRole('button', { name: 'Chọn nơi lưu và xuất' }).click();
  await other.getByText('Đã xuất gói chứng cứ, 2 bản gốc.').waitFor();
  expect(await verifyPackage(path.join(documents, 'của Bình.zip'))).toMatchObject({
    code: 0,
    said: expect.stringMatching(/Số 003 .*chưa có trên máy lúc xuất/),
  });
});

test('a package that can not be written says why, and leaves nothing behind; the list of exhibits becomes a PDF', async ({
  stage,
}) => {
  const { server, caseId } = await caseOnServer();
  const { window, electron, userDataFolder } = await openEvidence(stage, { server, caseId }, 'an');
  await window.locator('input[type=file]').setInputFiles(
    Array.from({ length: 30 }, (_, place) => ({
      name: `tài liệu ${place + 1}.txt`,
      mimeType: 'text/plain',
      // The first is the longest of all sealed files.
      buffer: Buffer.from(`Tài liệu số ${place + 1}\n`.repeat(place === 0 ? 1_000 : 1)),
    })),
  );
  await tile(window, /tài liệu 30/).waitFor();
  const documents = await stage.newFolder('documents');

  await chooseFile(electron, path.join(documents, 'no such folder', 'x.zip'));
  await window.getByRole('button', { name: 'Xuất gói chứng cứ' }).click();
  const dialog = window.getByRole('dialog', { name: 'Xuất gói chứng cứ' });
  await dialog.getByRole('button', { name: 'Chọn nơi lưu và xuất' }).click();
  await dialog.getByText('Không ghi được tệp vào nơi đã chọn.').waitFor();

  const file = path.join(documents, 'gói.zip');
  await chooseFile(electron, file);
  await alterLargest(path.join(userDataFolder, 'people'));
  await dialog.getByRole('button', { name: 'Chọn nơi lưu và xuất' }).click();
  await dialog.getByText('tệp trên máy này không còn đúng là bản gốc').waitFor();
  expect(await readdir(documents)).toEqual([]);
  await dialog.getByRole('button', { name: 'Chọn nơi lưu và xuất' }).click();
  await window.getByText('Đã xuất gói chứng cứ, 29 bản gốc.').waitFor();
  expect(await verifyPackage(file)).toMatchObject({
    code: 0,
    said: expect.stringContaining('tệp trên máy không còn nguyên vẹn lúc xuất'),
  });

  const pdf = path.join(documents, 'danh mục.pdf');
  await chooseFile(electron, pdf);
  await window.getByRole('button', { name: 'In danh mục chứng cứ' }).click();
  const list = window.getByRole('dialog', { name: 'Danh mục chứng cứ' });
  await list.getByText('Danh mục có 30 chứng cứ.').waitFor();
  await list.getByRole('button', { name: 'Lưu PDF' }).click();
  await window.getByText('Đã lưu danh mục chứng cứ.').waitFor();
  const bytes = await readFile(pdf);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  // More than one page, of A4: what is printed is the list, and not the window.
  const boxes = bytes.toString('latin1').match(/\/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]/g) ?? [];
  expect(boxes.length).toBeGreaterThan(2);
  expect(boxes.length).toBeLessThan(8);
});
