import type { Person } from './schema/people.ts';

/** Password and PIN of every demonstration account. They open invented data only. */
export const demonstrationPassword = 'du-lieu-mau-2026';
export const demonstrationPin = '274951';

const songMai = { scope: 'song-mai', unitName: 'Sở Khoa học và Công nghệ tỉnh Sông Mai' } as const;
const hoaBan = { scope: 'hoa-ban', unitName: 'Sở Khoa học và Công nghệ tỉnh Hoa Ban' } as const;
const ministry = { scope: 'ministry', unitName: 'Bộ Khoa học và Công nghệ (dữ liệu mẫu)' } as const;

/** Invented people of two invented provinces and the ministry; the first three are offered at the sign-in page. */
export const demonstrationPeople: readonly Person[] = [
  {
    id: 'p-an',
    username: 'an',
    name: 'Nguyễn Thị An',
    title: 'Chuyên viên kiểm tra',
    role: 'inspector',
    ...songMai,
  },
  {
    id: 'p-binh',
    username: 'binh',
    name: 'Trần Văn Bình',
    title: 'Trưởng đoàn kiểm tra',
    role: 'teamLeader',
    ...songMai,
  },
  { id: 'p-dung', username: 'dung', name: 'Phạm Văn Dũng', title: 'Phó Giám đốc Sở', role: 'supervisor', ...songMai },
  { id: 'p-chi', username: 'chi', name: 'Lê Thị Chi', title: 'Chuyên viên kiểm tra', role: 'inspector', ...songMai },
  {
    id: 'p-phuc',
    username: 'phuc',
    name: 'Đinh Gia Phúc',
    title: 'Trưởng đoàn kiểm tra',
    role: 'teamLeader',
    ...songMai,
  },
  {
    id: 'p-oanh',
    username: 'oanh',
    name: 'Quách Kim Oanh',
    title: 'Chuyên viên kiểm tra',
    role: 'inspector',
    ...songMai,
  },
  { id: 'p-son', username: 'son', name: 'Lý Hồng Sơn', title: 'Kiểm tra viên', role: 'inspector', ...songMai },
  {
    id: 'p-quan',
    username: 'quan',
    name: 'Hoàng Minh Quân',
    title: 'Quản trị hệ thống',
    role: 'administrator',
    ...songMai,
  },
  {
    id: 'p-giang',
    username: 'giang',
    name: 'Vũ Hương Giang',
    title: 'Chuyên viên kiểm tra',
    role: 'inspector',
    ...hoaBan,
  },
  { id: 'p-hai', username: 'hai', name: 'Đặng Ngọc Hải', title: 'Trưởng đoàn kiểm tra', role: 'teamLeader', ...hoaBan },
  { id: 'p-khanh', username: 'khanh', name: 'Bùi Quốc Khánh', title: 'Giám đốc Sở', role: 'supervisor', ...hoaBan },
  { id: 'p-lan', username: 'lan', name: 'Đỗ Thu Lan', title: 'Chuyên viên chính', role: 'inspector', ...ministry },
  { id: 'p-minh', username: 'minh', name: 'Ngô Đức Minh', title: 'Vụ trưởng', role: 'supervisor', ...ministry },
  {
    id: 'p-nga',
    username: 'nga',
    name: 'Trịnh Thanh Nga',
    title: 'Quản trị hệ thống',
    role: 'administrator',
    ...ministry,
  },
];

/** User names of the accounts that the sign-in page offers: inspector, team leader, supervisor. */
export const offeredUsernames: readonly string[] = ['an', 'binh', 'dung'];
