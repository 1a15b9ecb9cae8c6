using Maru.Contracts.Catalog;
using Maru.Engines.Imaging.Categories;

namespace Maru.Modules.Vision.Classification;

/// <summary>The words that speak for a category when nobody has said which: those of its name, and others for the same thing in Korean and English.</summary>
internal static class CategoryKeywords
{
    private static readonly string[][] SameThing =
    [
        ["재킷", "자켓", "점퍼", "jacket", "blazer"], ["바람막이", "윈드브레이커", "windbreaker", "shell"], ["코트", "coat", "trench"],
        ["패딩", "다운", "파카", "down jacket", "puffer", "parka"], ["플리스", "후리스", "fleece"], ["니트", "스웨터", "가디건", "knitwear", "knit", "sweater", "cardigan"],
        ["티셔츠", "반팔", "t-shirt", "tee", "tshirt"], ["셔츠", "남방", "shirt"], ["블라우스", "blouse"], ["맨투맨", "스웨트셔츠", "sweatshirt"], ["후드", "후디", "hoodie"],
        ["청바지", "데님", "jean", "denim"], ["바지", "팬츠", "슬랙스", "trouser", "pant", "chino"], ["반바지", "short"], ["스커트", "치마", "skirt"], ["원피스", "드레스", "dress"],
        ["운동화", "스니커즈", "sneaker", "trainer", "running shoe"], ["부츠", "워커", "boot"], ["등산화", "hiking boot"], ["샌들", "슬리퍼", "sandal", "slide", "flip flop"],
        ["구두", "로퍼", "loafer", "formal shoe"], ["모자", "캡", "비니", "hat", "cap", "beanie"], ["선글라스", "sunglasses", "sunglass"], ["시계", "watch"], ["장갑", "glove", "mitten"],
        ["양말", "sock"], ["목도리", "머플러", "스카프", "scarf", "scarves", "muffler"], ["백팩", "배낭", "backpack", "rucksack"], ["토트", "에코백", "tote"],
        ["크로스백", "숄더백", "shoulder bag", "crossbody"], ["지갑", "wallet"], ["벨트", "belt"], ["텐트", "tent"], ["타프", "tarp"], ["의자", "체어", "chair"],
        ["테이블", "탁자", "table"], ["랜턴", "조명", "lantern", "lamp"], ["텀블러", "tumbler"], ["컵", "머그", "mug", "cup"],
    ];

    public static IReadOnlyList<string> Of(CategoryNode category)
    {
        var own = new[] { category.Name.Ko, category.Name.En }.OfType<string>()
            .SelectMany(n => n.Split(['·', '&', '/', ',', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(Singular).ToList();
        return [.. own.Concat(own.SelectMany(w => SameThing.FirstOrDefault(s => s.Contains(w, StringComparer.OrdinalIgnoreCase)) ?? [])).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    public static IReadOnlyList<KeywordRule> Rules(IEnumerable<CategoryNode> leaves, IReadOnlyDictionary<string, IReadOnlyList<string>> fromStaff) =>
        [.. leaves.Select(c => new KeywordRule(c.Slug, fromStaff.GetValueOrDefault(c.Slug) ?? Of(c))).Where(r => r.Keywords.Count > 0)];

    private static string Singular(string word) =>
        char.IsAsciiLetter(word[^1]) && word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1].ToLowerInvariant() : word.ToLowerInvariant();
}
