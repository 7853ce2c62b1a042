//! Word lists of agency names: fields, heads of bodies, common nouns of groups, verbs that end a name.

use std::sync::LazyLock;

use crate::text::Lexicon;

/// A list made when it is first asked.
pub(super) type Words = LazyLock<Lexicon>;

/// Fields of departments and ministries, longer before shorter: "Sở **Khoa học và Công nghệ**".
pub(super) static FIELDS: Words = Words::new(|| {
    Lexicon::new([
        "nông nghiệp và phát triển nông thôn",
        "nông nghiệp và ptnt",
        "nông nghiệp & ptnt",
        "nông nghiệp và môi trường",
        "tài nguyên và môi trường",
        "tài nguyên & môi trường",
        "lao động - thương binh và xã hội",
        "lao động-thương binh và xã hội",
        "lao động – thương binh và xã hội",
        "lao động, thương binh và xã hội",
        "lao động thương binh và xã hội",
        "văn hóa, thể thao và du lịch",
        "văn hoá, thể thao và du lịch",
        "văn hóa, khoa học và thông tin",
        "văn hóa và thể thao",
        "văn hóa và thông tin",
        "văn hóa - thông tin",
        "văn hóa - xã hội",
        "văn hóa và xã hội",
        "thông tin và truyền thông",
        "thông tin & truyền thông",
        "khoa học và công nghệ",
        "khoa học & công nghệ",
        "khoa học, công nghệ và môi trường",
        "kế hoạch và đầu tư",
        "kế hoạch & đầu tư",
        "giáo dục và đào tạo",
        "giáo dục & đào tạo",
        "giao thông vận tải - xây dựng",
        "giao thông vận tải",
        "giao thông công chính",
        "quy hoạch - kiến trúc",
        "quy hoạch và kiến trúc",
        "dân tộc và tôn giáo",
        "an toàn thực phẩm",
        "kinh tế, hạ tầng và đô thị",
        "kinh tế và hạ tầng",
        "kinh tế & hạ tầng",
        "kinh tế - hạ tầng",
        "tài chính - kế hoạch",
        "tài chính – kế hoạch",
        "tài chính và kế hoạch",
        "quản lý đô thị",
        "công thương",
        "tài chính",
        "tư pháp",
        "nội vụ",
        "ngoại vụ",
        "ngoại giao",
        "quốc phòng",
        "công an",
        "xây dựng",
        "du lịch",
        "dân tộc",
        "kinh tế",
        "thủy sản",
        "y tế",
    ])
});

/// Fields by their initials, as tables print them, longer before shorter: "Sở **KH&CN**".
pub(super) const INITIALS: &[(&str, &str)] = &[
    ("KH&CN", "Khoa học và Công nghệ"),
    ("KHCN", "Khoa học và Công nghệ"),
    ("KH&ĐT", "Kế hoạch và Đầu tư"),
    ("KHĐT", "Kế hoạch và Đầu tư"),
    ("GD&ĐT", "Giáo dục và Đào tạo"),
    ("GDĐT", "Giáo dục và Đào tạo"),
    ("TN&MT", "Tài nguyên và Môi trường"),
    ("TNMT", "Tài nguyên và Môi trường"),
    ("NN&PTNT", "Nông nghiệp và Phát triển nông thôn"),
    ("NN&MT", "Nông nghiệp và Môi trường"),
    ("NNMT", "Nông nghiệp và Môi trường"),
    ("VH,TT&DL", "Văn hóa, Thể thao và Du lịch"),
    ("VHTT&DL", "Văn hóa, Thể thao và Du lịch"),
    ("VHTTDL", "Văn hóa, Thể thao và Du lịch"),
    ("VH&TT", "Văn hóa và Thể thao"),
    ("VHTT", "Văn hóa và Thể thao"),
    ("LĐTB&XH", "Lao động - Thương binh và Xã hội"),
    ("LĐ-TB&XH", "Lao động - Thương binh và Xã hội"),
    ("LĐTBXH", "Lao động - Thương binh và Xã hội"),
    ("TT&TT", "Thông tin và Truyền thông"),
    ("TTTT", "Thông tin và Truyền thông"),
    ("GTVT", "Giao thông vận tải"),
    ("DT&TG", "Dân tộc và Tôn giáo"),
    ("DTTG", "Dân tộc và Tôn giáo"),
];

/// Short forms in names of bodies, with what they stand for.
pub(super) const SHORT: &[(&str, &str)] = &[
    ("UBND", "Ủy ban nhân dân"),
    ("Uỷ ban nhân dân", "Ủy ban nhân dân"),
    ("HĐND", "Hội đồng nhân dân"),
    ("CHQS", "Chỉ huy Quân sự"),
    ("BCH ", "Ban Chỉ huy "),
    ("VP ", "Văn phòng "),
    ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc"),
    ("MTTQ", "Mặt trận Tổ quốc"),
    ("PTNT", "Phát triển nông thôn"),
    ("BQL", "Ban Quản lý"),
    ("KKT", "Khu kinh tế"),
    ("Lao động-Thương", "Lao động - Thương"),
    (" & ", " và "),
];

/// Heads of bodies that need no further name: "Công an tỉnh".
pub(super) static HEADS: Words = Words::new(|| {
    Lexicon::new([
        "ban chỉ huy",
        "bch",
        "bộ chqs",
        "trung tâm phục vụ hành chính công",
        "cổng thông tin điện tử",
        "vụ",
        "ban quản lý",
        "bql",
        "ban chỉ đạo",
        "ban tổ chức",
        "ban tuyên giáo",
        "ban dân tộc",
        "cục",
        "chi cục",
        "tổng cục",
        "công an",
        "bộ chỉ huy",
        "bộ tư lệnh",
        "bộ đội biên phòng",
        "trung tâm",
        "văn phòng",
        "thanh tra",
        "kho bạc nhà nước",
        "bảo hiểm xã hội",
        "ngân hàng nhà nước",
        "ngân hàng",
        "báo và phát thanh, truyền hình",
        "báo và phát thanh - truyền hình",
        "báo và phát thanh",
        "báo và đài",
        "đài phát thanh",
        "ủy ban mặt trận",
        "ubmttq",
        "mặt trận tổ quốc",
        "tỉnh đoàn",
        "thành đoàn",
        "liên đoàn lao động",
        "liên minh hợp tác xã",
        "hội nông dân",
        "hội cựu chiến binh",
        "hội liên hiệp",
        "tòa án nhân dân",
        "viện kiểm sát nhân dân",
        "hạt kiểm lâm",
        "thuế",
    ])
});

/// Heads that are a body only when a capital follows: "Quỹ Đầu tư", but not "quỹ đất".
pub(super) static CAPITAL_HEADS: Words = Words::new(|| {
    Lexicon::new([
        "hội đồng",
        "đoàn",
        "tổ công tác",
        "kiểm toán nhà nước",
        "tổng công ty",
        "công ty",
        "tập đoàn",
        "ban",
        "quỹ",
        "báo",
        "đài",
        "hội",
        "hiệp hội",
        "liên hiệp",
        "viện",
        "trường",
        "học viện",
        "nhà máy",
        "hợp tác xã",
        "vườn quốc gia",
        "bưu điện",
        "điện lực",
        "cơ quan",
        "lực lượng",
    ])
});

/// Firms known by one word.
pub(super) static FIRMS: Words =
    Words::new(|| Lexicon::new(["viettel", "vnpt", "mobifone", "vinaphone", "evn", "petrolimex", "vinacomin"]));

/// Common nouns that make up groups, longer before shorter.
pub(super) static NOUNS: Words = Words::new(|| {
    Lexicon::new([
        "tỉnh, thành phố",
        "tập đoàn kinh tế",
        "tập đoàn",
        "tổng công ty nhà nước",
        "tổng công ty",
        "hợp tác xã",
        "tổ chức đảng",
        "tỉnh ủy",
        "tỉnh uỷ",
        "thành ủy",
        "thành uỷ",
        "đảng ủy",
        "đảng uỷ",
        "trung tâm y tế",
        "trạm y tế",
        "bệnh viện",
        "cấp ủy đảng",
        "cấp uỷ đảng",
        "cấp ủy",
        "cấp uỷ",
        "chính quyền",
        "tổ chức chính trị - xã hội",
        "tổ chức chính trị-xã hội",
        "tổ chức cá nhân",
        "tổ chức",
        "doanh nghiệp",
        "chủ đầu tư",
        "nhà đầu tư",
        "chủ rừng",
        "nhà mạng",
        "đơn vị",
        "địa phương",
        "đoàn thể",
        "cơ quan",
        "cơ sở",
        "cá nhân",
        "hộ gia đình",
        "hộ kinh doanh",
        "cộng đồng dân cư",
        "chi nhánh",
        "phòng ban",
        "phòng",
        "ban ngành",
        "hiệp hội",
        "thị xã",
        "thị trấn",
        "thành phố",
        "đặc khu",
        "quận",
        "huyện",
        "phường",
        "xã",
        "trường",
        "cục",
        "vụ",
        "sở",
        "bộ",
        "ban",
        "ngành",
        "cấp",
        "hội",
    ])
});

/// Nouns that words may describe more closely: "các doanh nghiệp **viễn thông**".
pub(super) const OPEN_NOUNS: &[&str] = &[
    "doanh nghiệp",
    "hợp tác xã",
    "chủ đầu tư",
    "nhà đầu tư",
    "nhà mạng",
    "chủ rừng",
    "đơn vị",
    "cơ sở",
    "trường",
    "hiệp hội",
];

/// What may follow the nouns of a group and belongs to its name.
pub(super) static QUALIFIERS: Words = Words::new(|| {
    Lexicon::new([
        "có liên quan",
        "liên quan",
        "chức năng",
        "chuyên môn",
        "chủ quản",
        "quản lý cấp trên",
        "cấp trên",
        "thành viên",
        "sự nghiệp công lập",
        "sự nghiệp",
        "các cấp",
        "ngang bộ",
        "thuộc chính phủ",
        "có thẩm quyền",
        "hành chính khác",
        "trực thuộc",
        "trên địa bàn",
        "cấp huyện",
        "cấp xã",
        "địa phương",
        "ngành dọc",
        "nhà nước",
        "quản lý",
        "khác",
    ])
});

/// Units whose committees are named together: "UBND các **huyện, thị xã**".
pub(super) static UNITS: Words = Words::new(|| {
    Lexicon::new([
        "thị xã",
        "thị trấn",
        "thành phố",
        "đặc khu",
        "quận",
        "huyện",
        "phường",
        "xã",
        "tỉnh",
        "tx",
        "tp",
        "thành",
        "thị",
    ])
});

/// Posts, which belong to the body that follows.
pub(super) static POSTS: Words = Words::new(|| {
    Lexicon::new([
        "phó bí thư",
        "bí thư",
        "phó trưởng",
        "ủy viên thường trực",
        "uỷ viên thường trực",
        "ủy viên kiêm chánh",
        "ủy viên",
        "uỷ viên",
        "phó chủ nhiệm",
        "phó chánh",
        "phó cục trưởng",
        "bộ trưởng",
        "thứ trưởng",
        "phó thống đốc",
        "thống đốc",
        "tổng thanh tra",
        "tổng kiểm toán",
        "chủ nhiệm",
        "viện trưởng",
        "tổng cục trưởng",
        "cục trưởng",
        "chi cục trưởng",
        "vụ trưởng",
        "chỉ huy trưởng",
        "phó chủ tịch",
        "chủ tịch",
        "phó giám đốc",
        "tổng giám đốc",
        "giám đốc",
        "thủ trưởng",
        "người đứng đầu",
        "hiệu trưởng",
        "chánh",
        "trưởng",
        "thường trực",
        "ban thường vụ",
        "lãnh đạo",
        "thành viên",
    ])
});

/// Words a predicate opens with: what a body is to do.
pub(crate) static VERBS: Words = Words::new(|| {
    Lexicon::new([
        "chủ trì",
        "phối hợp",
        "phối họp",
        "có trách nhiệm",
        "chịu trách nhiệm",
        "cần",
        "phải",
        "tham mưu",
        "chủ động",
        "căn cứ",
        "theo",
        "trên cơ sở",
        "tiếp tục",
        "tăng cường",
        "tổ chức",
        "xây dựng",
        "thực hiện",
        "triển khai",
        "rà soát",
        "hướng dẫn",
        "kiểm tra",
        "theo dõi",
        "đôn đốc",
        "giám sát",
        "tổng hợp",
        "báo cáo",
        "đề xuất",
        "kịp thời",
        "phản ánh",
        "nghiêm túc",
        "khẩn trương",
        "tích cực",
        "tập trung",
        "đẩy mạnh",
        "bố trí",
        "cân đối",
        "ban hành",
        "quán triệt",
        "chỉ đạo",
        "thường xuyên",
        "định kỳ",
        "hằng năm",
        "hàng năm",
        "nghiên cứu",
        "thẩm định",
        "ưu tiên",
        "nâng cao",
        "đảm bảo",
        "bảo đảm",
        "lựa chọn",
        "giải quyết",
        "xử lý",
        "tạo điều kiện",
        "hỗ trợ",
        "quản lý",
        "cung cấp",
        "tuyên truyền",
        "phổ biến",
        "khảo sát",
        "tiến hành",
        "cập nhật",
        "hoàn thiện",
        "hoàn thành",
        "vận hành",
        "phát huy",
        "thông báo",
        "nhanh chóng",
        "trực tiếp",
        "chuẩn bị",
        "tham gia",
        "huy động",
        "đánh giá",
        "xem xét",
        "thống nhất",
        "lồng ghép",
        "bám sát",
        "thành lập",
        "xác định",
        "tiếp nhận",
        "có văn bản",
        "có giải pháp",
        "đổi mới",
        "duy trì",
        "điều chỉnh",
        "phân công",
        "quy định",
        "đề nghị",
        "nắm bắt",
        "chú trọng",
        "quan tâm",
        "giám định",
        "tổng kết",
        "sơ kết",
        "thanh tra",
        "khuyến khích",
        "chấp hành",
        "tuân thủ",
    ])
});

/// Predicates that also stand inside names ("cơ sở **đào tạo**") or are too short to end one by: they open a task only.
pub(crate) static SHORT_VERBS: Words = Words::new(|| {
    Lexicon::new([
        "xuất cấp",
        "coi",
        "trong phạm vi",
        "lập",
        "trình",
        "cử",
        "gửi",
        "giúp",
        "sớm",
        "chủ",
        "ký",
        "rà",
        "đưa",
        "lấy",
        "làm",
        "nêu",
        "mở",
        "xin",
        "thu",
        "niêm yết",
        "công khai",
        "đăng tải",
        "kết nối",
        "vận động",
        "tích hợp",
        "bàn giao",
        "phân bổ",
        "khắc phục",
        "ngăn chặn",
        "phòng ngừa",
        "lãnh đạo",
        "điều hành",
        "bồi dưỡng",
        "đào tạo",
        "thu thập",
        "công bố",
        "phê duyệt",
        "đăng ký",
        "đầu tư",
        "ứng dụng",
        "áp dụng",
        "gắn",
        "kiên quyết",
        "quyết liệt",
        "chấm dứt",
        "thu hút",
        "khai thác",
        "tạo lập",
        "xác minh",
        "đối chiếu",
        "giải trình",
        "trả lời",
        "kiện toàn",
        "nhân rộng",
        "biểu dương",
        "khen thưởng",
    ])
});

/// Words that end a name without being its predicate.
pub(super) static STOPS: Words = Words::new(|| {
    Lexicon::new([
        "được",
        "trong",
        "tại",
        "để",
        "nhằm",
        "đối với",
        "với",
        "cùng",
        "khi",
        "về",
        "trước",
        "sau",
        "từ",
        "do",
        "của",
        "cho",
        "bằng",
        "qua",
        "đến",
        "đã",
        "đang",
        "vừa",
        "điều hành",
        "quyết định",
        "làm việc",
        "tham dự",
        "chưa",
        "không",
        "còn",
        "là",
        "có",
        "cũng",
        "sẽ",
        "nếu",
        "như",
        "các",
        "thông qua",
        "gồm",
        "bao gồm",
        "hoặc",
        "này",
        "nghiên",
        "khảo",
        "vào",
        "mà",
        "thì",
        "phục vụ",
        "lập",
        "trình",
        "giao",
        "yêu cầu",
        "trân trọng",
        "kính đề nghị",
        "kính mời",
    ])
});

/// A rule that reads bodies.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
pub(super) enum Rule {
    /// Heads of all ministries, deputy premiers.
    Heads,
    /// Posts before a body.
    Post,
    /// Departments and ministries by their fields.
    Department,
    /// Committees and councils.
    Council,
    /// Party committees and central organs.
    Organ,
    /// Bodies by head and name.
    Named,
    /// Groups by common nouns.
    Group,
}

impl Rule {
    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The rules that may read what stands at one place, a bit each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules(u8);

impl Rules {
    /// Returns the rules of which a word may open `text`, by its first syllable.
    pub(super) fn at(text: &str) -> Self {
        let (words, rules) = &*OPENINGS;
        Self(words.may_open_index(text).filter_map(|i| rules.get(i)).fold(0, |all, rule| all | rule.bit()))
    }

    /// Tells whether no rule may read it.
    pub(super) fn are_none(self) -> bool {
        self.0 == 0
    }

    /// Tells whether a rule may read it.
    pub(super) fn hold(self, rule: Rule) -> bool {
        self.0 & rule.bit() != 0
    }
}

/// The words that each rule reads first, beside the lists above: where none of their first syllables stands, it is not
/// asked. A rule that reads another opening adds it here.
const FIRST: [(Rule, &[&str]); 6] = [
    (Rule::Heads, &["các", "đồng chí", "bộ trưởng", "vụ trưởng", "cục trưởng", "phó thủ tướng"]),
    (Rule::Post, &["các", "đồng chí"]),
    (Rule::Department, &["các", "sở", "bộ", "phòng"]),
    (Rule::Council, &["các", "tổ", "đại biểu", "ủy ban", "uỷ ban", "ubnd", "hội đồng", "hđnd"]),
    (
        Rule::Organ,
        &[
            "quân ủy",
            "đảng ủy",
            "tỉnh ủy",
            "thành ủy",
            "huyện ủy",
            "thị ủy",
            "thủ tướng",
            "văn phòng",
            "chính phủ",
            "bộ chính trị",
            "quốc hội",
            "ban bí thư",
        ],
    ),
    (Rule::Group, &["tất cả", "các", "những", "mọi", "từng", "toàn thể"]),
];

/// All words that a rule reads first, and the rule of each.
static OPENINGS: LazyLock<(Lexicon, Vec<Rule>)> = LazyLock::new(|| {
    let lists: [(Rule, &Words); 5] = [
        (Rule::Post, &POSTS),
        (Rule::Named, &HEADS),
        (Rule::Named, &CAPITAL_HEADS),
        (Rule::Named, &FIRMS),
        (Rule::Group, &NOUNS),
    ];
    let listed = lists.into_iter().flat_map(|(rule, list)| list.words().map(move |w| (rule, w)));
    let first = FIRST.into_iter().flat_map(|(rule, words)| words.iter().map(move |w| (rule, *w)));
    let (rules, words): (Vec<Rule>, Vec<&str>) = listed.chain(first).unzip();
    (Lexicon::new(words), rules)
});
