//! The words of generated documents: matters, sentences, names; tables without rules.

/// Matters of policy, as they follow "về".
pub(super) const MATTERS: [&str; 24] = [
    "phát triển công nghiệp chế biến, chế tạo",
    "phát triển cụm công nghiệp và làng nghề",
    "tái cơ cấu ngành nông nghiệp",
    "xây dựng nông thôn mới",
    "phát triển công nghiệp hỗ trợ",
    "bảo đảm an toàn giao thông",
    "ứng phó với biến đổi khí hậu",
    "phát triển kết cấu hạ tầng giao thông",
    "nâng cao chất lượng nguồn nhân lực",
    "phát triển du lịch bền vững",
    "cải cách thủ tục hành chính",
    "chuyển đổi số trong cơ quan nhà nước",
    "bảo vệ và phát triển rừng",
    "sử dụng năng lượng tiết kiệm và hiệu quả",
    "phát triển kinh tế tập thể",
    "giảm nghèo bền vững",
    "phòng, chống thiên tai",
    "quản lý tài nguyên nước",
    "phát triển nhà ở xã hội",
    "thu hút đầu tư ngoài ngân sách",
    "phát triển thương mại điện tử",
    "đổi mới công nghệ trong doanh nghiệp",
    "chăm sóc sức khỏe người cao tuổi",
    "phát triển giáo dục nghề nghiệp",
];

/// What follows a matter.
pub(super) const TIMES: [&str; 5] =
    ["giai đoạn 2011 - 2015", "giai đoạn 2016 - 2020", "giai đoạn 2021 - 2025", "đến năm 2025", "đến năm 2030"];

/// What agencies are to do, as it follows a dash and a verb of leading.
pub(super) const DEEDS: [&str; 24] = [
    "rà soát, bổ sung cơ chế hỗ trợ các cơ sở sản xuất trên địa bàn",
    "xây dựng danh mục ngành hàng ưu tiên và lộ trình thực hiện",
    "tổ chức đào tạo lao động có tay nghề cho các cơ sở sản xuất",
    "hướng dẫn các đơn vị lập dự toán kinh phí hằng năm",
    "kiểm tra việc chấp hành các quy định về bảo vệ môi trường",
    "tổng hợp khó khăn, vướng mắc và đề xuất biện pháp tháo gỡ",
    "công bố công khai quỹ đất dành cho sản xuất",
    "xúc tiến, quảng bá sản phẩm chủ lực ra thị trường ngoài nước",
    "cân đối, bố trí vốn đối ứng từ ngân sách địa phương",
    "thẩm định công nghệ của các cơ sở có nguy cơ gây ô nhiễm",
    "tuyên truyền, phổ biến chủ trương tới người dân và doanh nghiệp",
    "lập cơ sở dữ liệu dùng chung và cập nhật thường xuyên",
    "cắt giảm thời gian giải quyết thủ tục cấp phép",
    "nhân rộng các mô hình sản xuất có hiệu quả",
    "giám sát tiến độ và chất lượng các công trình",
    "hỗ trợ doanh nghiệp nhỏ và vừa tiếp cận vốn vay",
    "khôi phục nghề truyền thống gắn với du lịch",
    "di dời các cơ sở sản xuất ra khỏi khu dân cư",
    "hoàn thiện hệ thống cấp nước và xử lý nước thải",
    "đổi mới hình thức tiếp nhận và trả kết quả",
    "bồi dưỡng kiến thức quản lý cho cán bộ cơ sở",
    "đánh giá nhu cầu sử dụng đất của từng ngành",
    "ứng dụng công nghệ thông tin vào công tác quản lý",
    "khuyến khích liên kết giữa nông dân và nhà máy chế biến",
];

/// What is said before anything is ordered.
pub(super) const REMARKS: [&str; 24] = [
    "Trong những năm qua, công tác này đã đạt được nhiều kết quả quan trọng, góp phần nâng cao đời sống của nhân dân.",
    "Tuy nhiên, tốc độ tăng trưởng chưa tương xứng với tiềm năng và lợi thế sẵn có.",
    "Cơ cấu sản xuất chuyển dịch còn chậm, năng suất và sức cạnh tranh của nhiều ngành hàng còn thấp.",
    "Kết cấu hạ tầng chưa đồng bộ, nhất là ở vùng sâu, vùng xa.",
    "Nguồn lực đầu tư còn phân tán, việc lồng ghép các nguồn vốn còn lúng túng.",
    "Nhận thức của một bộ phận cán bộ và người dân chưa đầy đủ.",
    "Ý thức chấp hành quy định ở một số nơi chưa nghiêm.",
    "Nâng cao nhận thức và trách nhiệm của các cấp, các ngành, tạo sự thống nhất trong tổ chức và hành động.",
    "Bám sát mục tiêu đã đề ra, bảo đảm tính khả thi, tiết kiệm và hiệu quả.",
    "Phân công rõ người, rõ việc, rõ thời gian hoàn thành.",
    "Huy động sự tham gia của cả hệ thống chính trị và của toàn xã hội.",
    "Lấy người dân và doanh nghiệp làm trung tâm của quá trình phát triển.",
    "Kết hợp hài hòa giữa tăng trưởng kinh tế với bảo vệ môi trường và bảo đảm an sinh xã hội.",
    "Ưu tiên những nơi có điều kiện thuận lợi, đồng thời quan tâm vùng còn nhiều khó khăn.",
    "Phát huy vai trò của cơ sở trong tổ chức và giám sát.",
    "Khai thác có hiệu quả thế mạnh của từng vùng, từng ngành nghề.",
    "Gắn phát triển sản xuất với mở rộng thị trường tiêu thụ.",
    "Chú trọng chất lượng, không chạy theo số lượng và thành tích.",
    "Bảo đảm sự đồng bộ, kế thừa những kết quả đã đạt được của các giai đoạn trước.",
    "Từng bước hiện đại hóa phương thức quản lý và phục vụ.",
    "Những khó khăn về thị trường và thời tiết đã tác động không nhỏ đến đời sống của nhân dân.",
    "Đội ngũ cán bộ ở cơ sở còn thiếu và chưa được bồi dưỡng thường xuyên.",
    "Sự quan tâm của các cấp đã tạo chuyển biến rõ nét trên nhiều lĩnh vực.",
    "Kinh nghiệm cho thấy nơi nào có sự đồng thuận của nhân dân thì nơi đó đạt kết quả tốt.",
];

/// Departments of a province.
pub(super) const DEPARTMENTS: [&str; 14] = [
    "Sở Công Thương",
    "Sở Tài chính",
    "Sở Kế hoạch và Đầu tư",
    "Sở Xây dựng",
    "Sở Giao thông vận tải",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Tài nguyên và Môi trường",
    "Sở Khoa học và Công nghệ",
    "Sở Nội vụ",
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Thông tin và Truyền thông",
    "Sở Y tế",
    "Sở Giáo dục và Đào tạo",
    "Sở Tư pháp",
];

/// Ministries with their codes.
pub(super) const MINISTRIES: [(&str, &str); 8] = [
    ("Bộ Công Thương", "BCT"),
    ("Bộ Tài chính", "BTC"),
    ("Bộ Kế hoạch và Đầu tư", "BKHĐT"),
    ("Bộ Xây dựng", "BXD"),
    ("Bộ Giao thông vận tải", "BGTVT"),
    ("Bộ Nông nghiệp và Phát triển nông thôn", "BNNPTNT"),
    ("Bộ Tài nguyên và Môi trường", "BTNMT"),
    ("Bộ Khoa học và Công nghệ", "BKHCN"),
];

/// Offices of a district.
pub(super) const OFFICES: [&str; 6] = [
    "Phòng Tài chính - Kế hoạch",
    "Phòng Kinh tế và Hạ tầng",
    "Phòng Tài nguyên và Môi trường",
    "Phòng Nội vụ",
    "Phòng Giáo dục và Đào tạo",
    "Phòng Văn hóa và Thông tin",
];

/// Family names.
pub(super) const FAMILIES: [&str; 14] =
    ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"];

/// Middle names.
pub(super) const MIDDLES: [&str; 10] = ["Văn", "Thị", "Hữu", "Đức", "Xuân", "Minh", "Quốc", "Thanh", "Ngọc", "Công"];

/// Given names.
pub(super) const GIVEN: [&str; 20] = [
    "An", "Bình", "Cường", "Dũng", "Giang", "Hà", "Hải", "Hùng", "Khánh", "Lan", "Long", "Nam", "Phong", "Quang",
    "Sơn", "Thắng", "Trung", "Tuấn", "Việt", "Yến",
];

/// First words of the names of works.
pub(super) const FIRSTS: [&str; 40] = [
    "Tân", "Phú", "Bình", "An", "Long", "Vĩnh", "Đông", "Tây", "Nam", "Bắc", "Thanh", "Hòa", "Xuân", "Kim", "Ngọc",
    "Mỹ", "Đại", "Thạch", "Sơn", "Lạc", "Yên", "Hưng", "Hồng", "Minh", "Quang", "Thái", "Trung", "Văn", "Việt", "Cẩm",
    "Gia", "Hải", "Hà", "Khánh", "La", "Liên", "Nghĩa", "Nhân", "Phong", "Phước",
];

/// Second words of the names of works.
pub(super) const SECONDS: [&str; 40] = [
    "Thành", "Lâm", "Thịnh", "Phong", "Hải", "Giang", "Sơn", "Lộc", "Thủy", "Trì", "Khê", "Dương", "Mai", "Lương",
    "Hiệp", "Tiến", "Lập", "Trạch", "Cường", "Ninh", "Bình", "An", "Phú", "Hòa", "Long", "Xá", "Tâm", "Đức", "Châu",
    "Điền", "Hội", "Khánh", "Lạc", "Ngãi", "Quý", "Thọ", "Trung", "Vân", "Viên", "Yên",
];
