import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import type { Sector } from '../../shared/schema/common.ts';
import type { ManagedEntity } from '../../shared/schema/entities.ts';
import { addDays, momentOf } from './calendar.ts';
import type { Random } from './random.ts';

/** Invented names by sector; those of the screens come first. */
export const entityNames: Readonly<Record<Sector, readonly string[]>> = {
  post: [
    'Công ty CP Bưu chính Sao Mai',
    'Công ty TNHH Chuyển phát Cánh Én',
    'Công ty TNHH Bưu chính Bồ Câu',
    'Công ty CP Giao nhận Sông Mai Express',
    'Công ty TNHH Chuyển phát Gió Lành',
    'Công ty TNHH Giao hàng Chim Lạc',
    'Công ty CP Chuyển phát Ngựa Ô',
    'Hộ kinh doanh Bến Đợi (đại lý bưu chính)',
    'Chi nhánh Công ty CP Bưu chính Đồng Xanh tại tỉnh Sông Mai',
    'Công ty TNHH Vận chuyển Lá Cọ',
  ],
  telecom: [
    'Hộ kinh doanh Nguyễn Văn A (điểm cung cấp SIM)',
    'Điểm dịch vụ viễn thông Ánh Dương 3',
    'Công ty CP Viễn thông Hoa Sữa',
    'Điểm cung cấp SIM Rồng Xanh',
    'Công ty TNHH Viễn thông Sợi Nắng',
    'Điểm dịch vụ viễn thông Ánh Dương 7',
    'Cửa hàng điện thoại Trăng Khuyết',
    'Công ty TNHH Viễn thông Mặt Hồ',
    'Chi nhánh Công ty CP Viễn thông Đại Ngàn tại tỉnh Sông Mai',
    'Hộ kinh doanh Lò Thị Mận (điểm cung cấp SIM)',
  ],
  it: [
    'Công ty TNHH Internet Mây Trắng',
    'Công ty CP Hạ tầng Số Lá Phong',
    'Chi nhánh Công ty CP Dịch vụ Số Hải Âu tại tỉnh Sông Mai',
    'Điểm trò chơi điện tử công cộng Sao Băng',
    'Công ty TNHH Phần mềm Suối Reo',
    'Trang tin điện tử tổng hợp Nhịp Phố',
    'Điểm trò chơi điện tử công cộng Hỏa Tinh',
    'Công ty CP Dữ liệu Thung Xanh',
    'Mạng xã hội Làng Mình',
    'Công ty TNHH Trung tâm dữ liệu Đá Trắng',
  ],
  radio: [
    'Đài truyền thanh không dây xã Thạch Lĩnh',
    'Công ty TNHH Vận tải đường sông Thuận Dòng',
    'Đội tàu cá Bãi Ngang',
    'Đài truyền thanh không dây xã Mường Khến',
    'Hợp tác xã taxi Sông Mai',
    'Công ty CP Thủy điện Thác Mơ Hồng',
  ],
  press: [
    'Tạp chí Văn nghệ Sông Mai',
    'Văn phòng đại diện Tạp chí Đất Nghề',
    'Báo điện tử Miền Sông',
    'Tạp chí Du lịch Núi Xa',
  ],
  publishing: [
    'Công ty TNHH In Giấy Dó',
    'Nhà sách Trang Mở',
    'Cơ sở in Mực Tàu',
    'Công ty CP Phát hành sách Hạt Giống',
    'Nhà xuất bản Bến Chữ',
    'Hộ kinh doanh Photocopy Cổng Trường',
  ],
};

const streets = [
  'Hoa Ban',
  'Bến Sông',
  'Chợ Cũ',
  'Đồi Thông',
  'Cây Gạo',
  'Trường Học',
  'Phố Núi',
  'Suối Hai',
  'Đê Đông',
];
const wards = ['phường Mẫu Sơn', 'phường Bến Đợi', 'xã Thạch Lĩnh', 'xã Mường Khến', 'phường Hồ Trong', 'xã Bãi Ngang'];
const surnames = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Đỗ', 'Bùi', 'Vũ', 'Đinh', 'Quách'];
const middles = ['Thị', 'Văn', 'Thu', 'Minh', 'Ngọc', 'Đức'];
const givens = ['Em', 'Hạnh', 'Tùng', 'Mai', 'Long', 'Yến', 'Cường', 'Nhung', 'Thắng', 'Oanh'];
const licenceOf: Readonly<Record<Sector, string>> = {
  post: 'Giấy phép bưu chính',
  telecom: 'Giấy phép kinh doanh dịch vụ viễn thông',
  it: 'Giấy phép cung cấp dịch vụ trên mạng',
  radio: 'Giấy phép sử dụng tần số vô tuyến điện',
  press: 'Giấy phép hoạt động báo chí',
  publishing: 'Giấy phép hoạt động in, phát hành',
};

export interface EntityScope {
  readonly scope: string;
  readonly createdBy: string;
  /** Put behind each name, where two provinces would have the same. */
  readonly suffix?: string;
}

/** Invented managed entities of one scope, of every sector. */
export function generateEntities(
  random: Random,
  today: string,
  { scope, createdBy, suffix = '' }: EntityScope,
): ManagedEntity[] {
  return Object.entries(entityNames).flatMap(([sector, names]) =>
    names.map((name): ManagedEntity => {
      const ms = momentOf(addDays(today, -random.between(380, 900)), '09:00');
      const stamp = nextStamp(null, ms, 'demonstration');
      const form = name.startsWith('Hộ kinh doanh') ? 'household' : 'organisation';
      const kind = sector as Sector;
      return {
        id: random.id(ms),
        scope,
        createdAt: stamp,
        createdBy,
        updatedAt: stamp,
        updatedBy: createdBy,
        device: 'demonstration',
        clockOffsetMs: 0,
        conflicts: [],
        name: name + suffix,
        form,
        code: `01099${String(random.between(10_000, 99_999))}`,
        address: `${random.between(2, 380)} đường ${random.pick(streets)}, ${random.pick(wards)}`,
        representative: `${random.pick(surnames)} ${random.pick(middles)} ${random.pick(givens)}`,
        representativeTitle: form === 'household' ? 'Chủ hộ' : 'Giám đốc',
        phone: `09${random.between(10, 99)} 000 ${String(random.between(100, 999))}`,
        sectors: [kind],
        licences: [
          {
            id: `${kind}-1`,
            number: `${random.between(20, 480)}/GP-SKHCN`,
            what: licenceOf[kind],
            issuedOn: addDays(today, -random.between(200, 1_400)),
            expiresOn: addDays(today, random.between(-40, 900)),
          },
        ],
        note: 'Dữ liệu mẫu',
        sameAs: '',
      };
    }),
  );
}
