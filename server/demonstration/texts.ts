import type { Sector } from '../../shared/schema/common.ts';

/** What a case of a sector is about. */
export const contents: Readonly<Record<Sector, readonly string[]>> = {
  post: [
    'Việc chấp hành quy định về giấy phép, văn bản xác nhận thông báo hoạt động bưu chính; hợp đồng với người sử dụng dịch vụ và với đại lý; niêm yết giá cước, danh mục hàng cấm gửi; dấu ngày, chứng từ chấp nhận bưu gửi; giải quyết khiếu nại và bồi thường.',
    'Kiểm tra chất lượng dịch vụ đã công bố, thời gian toàn trình, an toàn khi chấp nhận, vận chuyển và phát bưu gửi; chế độ báo cáo định kỳ; hợp tác với doanh nghiệp nước ngoài.',
  ],
  telecom: [
    'Quản lý thông tin thuê bao di động trả trước; SIM đã kích hoạt sẵn; tư cách của điểm cung cấp dịch vụ; lưu giữ, sử dụng thông tin cá nhân của người đăng ký; niêm yết thủ tục đăng ký.',
    'Chất lượng dịch vụ truy nhập Internet cố định; khuyến mại; chặn tin nhắn rác, cuộc gọi rác; giải quyết khiếu nại giá cước của thuê bao.',
  ],
  it: [
    'Bảo đảm an toàn hệ thống thông tin theo cấp độ; bảo vệ dữ liệu cá nhân của người dùng; quy trình gỡ thông tin vi phạm; nguồn tin và việc dẫn lại trên trang tổng hợp.',
    'Điều kiện hoạt động của điểm trò chơi điện tử công cộng; giờ mở cửa, khoảng cách đến trường học; thẻ hội viên và quản lý người chơi dưới 18 tuổi.',
  ],
  radio: [
    'Giấy phép sử dụng tần số và thiết bị vô tuyến điện; tần số phát, công suất, vị trí đặt ăng ten so với giấy phép; chứng nhận hợp quy của thiết bị; đo kiểm tại chỗ.',
  ],
  press: [
    'Thực hiện tôn chỉ, mục đích; điều kiện hoạt động của văn phòng đại diện; cải chính, trả lời trên báo chí; hoạt động liên kết.',
  ],
  publishing: [
    'Giấy phép hoạt động in; sổ ghi chép sản phẩm nhận chế bản, in và gia công sau in; hợp đồng in; nguồn gốc xuất bản phẩm đang bày bán; nộp lưu chiểu.',
  ],
};

export const summaries: readonly string[] = [
  'Quyết định kiểm tra đột xuất theo phản ánh của người sử dụng dịch vụ.',
  'Quyết định kiểm tra theo kế hoạch công tác năm đã phê duyệt.',
  'Quyết định kiểm tra theo đề nghị phối hợp của Công an tỉnh.',
  'Quyết định kiểm tra lại việc khắc phục kiến nghị của lần kiểm tra trước.',
];

export interface FindingText {
  readonly title: string;
  readonly fact: string;
  /** The violation in the penalty catalogue; absent for a shortcoming. */
  readonly penaltyId?: string;
  /** The checklist item at which it shows; absent where any will do. */
  readonly itemId?: string;
}

/** Findings as an inspector writes them, by sector. */
export const findingTexts: Readonly<Record<Sector, readonly FindingText[]>> = {
  post: [
    {
      penaltyId: '174-2026-9-2',
      itemId: 'post.con.02',
      title: 'Chứng từ chấp nhận bưu gửi thiếu dấu ngày',
      fact: 'Chọn ngẫu nhiên 20 vận đơn tại 3 điểm phục vụ, trải đều hai tháng gần nhất. 09 vận đơn không có dấu ngày và không ghi thời gian chấp nhận bưu gửi (Phụ lục 1, ảnh 03 đến 06).',
    },
    {
      penaltyId: '174-2026-9-3-c',
      itemId: 'post.con.07',
      title: 'Hợp đồng đại lý hết hiệu lực vẫn nhận bưu gửi',
      fact: 'Đại lý Hộ kinh doanh Bến Đợi nhận 41 bưu gửi sau ngày hợp đồng đại lý hết hiệu lực; đại diện doanh nghiệp xác nhận chưa ký gia hạn.',
    },
    {
      penaltyId: '174-2026-10-3-b',
      itemId: 'post.inf.02',
      title: 'Niêm yết thiếu nhóm hàng không được gửi',
      fact: 'Điểm phục vụ số 2 niêm yết danh mục vật phẩm không được gửi nhưng thiếu 03 nhóm: chất dễ cháy, pin rời, động vật sống (ảnh 07, 08).',
    },
  ],
  telecom: [
    {
      penaltyId: '174-2026-34-7-c',
      itemId: 'sim.st.02',
      title: 'SIM đã kích hoạt sẵn chờ bán',
      fact: 'Phát hiện 17 SIM di động trả trước đã có dịch vụ, chưa bán cho người dùng, thông tin thuê bao là của nhân viên điểm bán. Đã lập danh sách số và chụp từng SIM.',
    },
    {
      penaltyId: '174-2026-34-3-b',
      itemId: 'sim.reg.04',
      title: 'Thông tin thuê bao không khớp giấy tờ',
      fact: 'Trong 30 hồ sơ chọn mẫu có 04 hồ sơ ảnh chân dung không phải người đứng tên giấy tờ; điểm bán không giải thích được.',
    },
    {
      penaltyId: '174-2026-63-1-a',
      title: 'Không niêm yết quy trình giải quyết khiếu nại',
      fact: 'Tại nơi giao dịch không có bản niêm yết quy trình và thời hạn giải quyết khiếu nại của người sử dụng dịch vụ.',
    },
  ],
  it: [
    {
      itemId: 'sec.lev.02',
      title: 'Chưa phê duyệt cấp độ an toàn của hệ thống',
      fact: 'Hệ thống quản lý khách hàng xử lý dữ liệu của khoảng 18.000 người, chưa có hồ sơ đề xuất cấp độ được phê duyệt.',
    },
    {
      title: 'Không ghi nguồn bài dẫn lại',
      fact: 'Kiểm tra 25 bài trên trang tổng hợp: 06 bài không ghi tên nguồn và thời gian đăng của nguồn.',
    },
    {
      title: 'Nhật ký truy cập không giữ đủ thời hạn',
      fact: 'Nhật ký truy cập của quản trị viên chỉ giữ 12 ngày; quy chế của đơn vị quy định 90 ngày.',
    },
  ],
  radio: [
    {
      penaltyId: '174-2026-66-1-a',
      title: 'Đặt ăng ten không đúng vị trí trong giấy phép',
      fact: 'Ăng ten đặt trên nóc nhà văn hóa xã, cách vị trí ghi trong giấy phép khoảng 340 m; tọa độ và ảnh kèm biên bản.',
    },
    {
      title: 'Thiết bị chưa có chứng nhận hợp quy',
      fact: 'Một máy phát công suất 50 W không xuất trình được giấy chứng nhận hợp quy.',
    },
  ],
  press: [
    {
      title: 'Chậm cải chính sau khi có kết luận',
      fact: 'Bài đăng lại lời xin lỗi sau 19 ngày kể từ ngày nhận kết luận của cơ quan có thẩm quyền, vị trí không cùng chuyên mục.',
    },
  ],
  publishing: [
    {
      penaltyId: '119-2020-29-2-a',
      title: 'Xuất bản phẩm không rõ nguồn gốc',
      fact: 'Kiểm đếm 62 bản một tên sách tham khảo không có hóa đơn, không có tem của nhà xuất bản; đã lập bảng kê và niêm phong.',
    },
    {
      title: 'Sổ nhận in ghi không đủ',
      fact: 'Sổ ghi chép sản phẩm nhận in thiếu ngày nhận và tên người đặt in của 11 hợp đồng.',
    },
  ],
};

export const diaryTexts: readonly string[] = [
  'Công bố quyết định tại trụ sở đơn vị, đại diện đơn vị và đoàn ký biên bản công bố.',
  'Làm việc với bộ phận chăm sóc khách hàng, nhận hồ sơ khiếu nại sáu tháng.',
  'Chọn mẫu hồ sơ và đối chiếu với sổ; đơn vị cung cấp bản sao có xác nhận.',
  'Kiểm tra thực tế điểm phục vụ; mất điện một giờ, tiếp tục sau 14:00.',
  'Thống nhất trong đoàn về các mục còn thiếu, phân công bổ sung ngày mai.',
];

export const commentTexts: readonly string[] = [
  'Đơn vị hẹn gửi hợp đồng đại lý trước 10 giờ sáng mai.',
  'Số liệu báo cáo quý III khớp với sổ kế toán.',
  'Cần hỏi lại kế toán trưởng về hóa đơn tháng 9.',
];
