import { withOwnIds } from '../../forms/content/own-ids.ts';
import { type Tables, workbookOf } from '../../forms/testing/workbook-of.ts';
import { importXlsForm } from '../../forms/xlsform/import-xlsform.ts';
import { newTemplate } from '../../server/testing/documents.ts';

/** A form as a unit writes it: a group, a repeat, choices that hang on each other, what is asked on a condition. */
export const servicePoint: Tables = {
  survey: `
    | type               | name    | label::Tiếng Việt (vi)         | label::English (en)      | hint::Tiếng Việt (vi) | required | relevant       | constraint | constraint_message::Tiếng Việt (vi) | choice_filter |
    | begin_group        | chung   | Thông tin chung                | General                  |                       |          |                |            |                                     |               |
    | select_one tinh    | tinh    | Tỉnh, thành phố                | Province                 |                       | yes      |                |            |                                     |               |
    | select_one xa      | xa      | Xã, phường                     | Commune                  |                       | yes      |                |            |                                     | tinh=\${tinh}  |
    | select_one yn      | mo_cua  | Điểm phục vụ có mở cửa không?  | Is it open?              | Nhìn biển giờ mở cửa  | yes      |                |            |                                     |               |
    | text               | vi_sao  | Vì sao không mở cửa?           | Why not?                 |                       |          | \${mo_cua} = 'n' |          |                                     |               |
    | end_group          |         |                                |                          |                       |          |                |            |                                     |               |
    | begin_repeat       | quay    | Quầy giao dịch                 | Counter                  |                       |          |                |            |                                     |               |
    | integer            | so      | Số nhân viên ở quầy            | Staff                    |                       | yes      |                | . > 0      | Ít nhất một người                   |               |
    | image              | anh     | Ảnh quầy                       | Picture                  |                       |          |                |            |                                     |               |
    | end_repeat         |         |                                |                          |                       |          |                |            |                                     |               |
    | note               | het     | Có \${so} nhân viên.            | Done.                    |                       |          |                |            |                                     |               |`,
  choices: `
    | list_name | name | label::Tiếng Việt (vi) | label::English (en) | tinh |
    | tinh      | hn   | Hà Nội                 | Ha Noi              |      |
    | tinh      | dn   | Đà Nẵng                | Da Nang             |      |
    | xa        | bd   | Ba Đình                | Ba Dinh             | hn   |
    | xa        | hc   | Hải Châu               | Hai Chau            | dn   |
    | yn        | y    | Có                     | Yes                 |      |
    | yn        | n    | Không                  | No                  |      |`,
  settings: `
    | form_title                        | form_id      |
    | Kiểm tra điểm phục vụ bưu chính   | diem-phuc-vu |`,
};

/** As a file that is chosen. */
export async function formFile(tables: Tables, name = 'biểu mẫu.xlsx') {
  return { name, mimeType: '', buffer: Buffer.from(await workbookOf(tables)) };
}

/** A template of the unit in use, as a leader's laptop would have saved it. */
export async function publishedTemplate(author: { readonly id: string; readonly scope: string }, tables: Tables) {
  const { content, errors } = await importXlsForm(await workbookOf(tables));
  if (!content) throw new Error(JSON.stringify(errors));
  const template = newTemplate(author, { state: 'published', title: content.title });
  return { ...template, content: withOwnIds(content, template.templateId) };
}
