using Maru.Contracts.Catalog;
using Maru.Engines.Imaging.Categories;

namespace Maru.Modules.Vision.Searching;

/// <summary>
/// Which kinds of goods complete one another. What is worn has a place on the body, told by the category's name in Korean or English, and goes with the
/// other places; what is not worn goes with the other categories beside its own (a tent with chairs and lanterns).
/// </summary>
internal static class Outfit
{
    private static readonly CategoryRules Places = new(0,
    [
        new("outer", ["아우터", "코트", "재킷", "자켓", "점퍼", "패딩", "바람막이", "플리스", "후리스", "가디건", "outerwear", "coat", "jacket", "shell", "fleece", "parka", "blazer", "cardigan"]),
        new("top", ["상의", "셔츠", "티셔츠", "니트", "스웨터", "맨투맨", "후드", "블라우스", "topwear", "top", "shirt", "t-shirt", "tee", "tshirt", "knitwear", "sweater", "sweatshirt", "hoodie", "blouse"]),
        new("bottom", ["하의", "바지", "청바지", "팬츠", "스커트", "치마", "레깅스", "bottomwear", "jean", "trouser", "pant", "skirt", "short", "legging", "chino"]),
        new("dress", ["원피스", "드레스", "점프수트", "dress", "jumpsuit"]),
        new("feet", ["신발", "운동화", "스니커즈", "부츠", "등산화", "샌들", "구두", "슬리퍼", "shoe", "sneaker", "boot", "sandal", "footwear", "heel", "flat", "flip flop"]),
        new("bag", ["가방", "백팩", "배낭", "토트", "크로스백", "bag", "backpack", "tote", "handbag", "luggage"]),
        new("head", ["모자", "비니", "캡", "hat", "cap", "beanie", "headwear"]),
        new("eyes", ["선글라스", "안경", "sunglasse", "sunglasses", "eyewear", "glasses"]),
        new("wrist", ["시계", "팔찌", "watch", "watches", "bracelet"]),
        new("neck", ["목도리", "머플러", "스카프", "넥타이", "scarf", "scarves", "muffler", "tie"]),
        new("hands", ["장갑", "glove"]),
        new("socks", ["양말", "sock"]),
        new("waist", ["벨트", "허리띠", "belt"]),
    ]);

    /// <summary>A dress is top and bottom in one.</summary>
    private static readonly Dictionary<string, string[]> Instead = new() { ["dress"] = ["top", "bottom"], ["top"] = ["dress"], ["bottom"] = ["dress"] };

    /// <summary>The categories that complete one, each with its place; nothing stands at the place of the product itself.</summary>
    public static IReadOnlyList<(string Category, string Place)> Completing(string category, IReadOnlyList<CategoryNode> roots)
    {
        if (PathTo(roots, category) is not { } path)
        {
            return [];
        }

        if (PlaceOf(path) is { } own)
        {
            var taken = new HashSet<string>(Instead.GetValueOrDefault(own) ?? []) { own };
            return [.. Leaves(roots, []).Select(p => (p[^1].Slug, Place: PlaceOf(p))).Where(c => c.Place is not null && !taken.Contains(c.Place)).Select(c => (c.Slug, c.Place!))];
        }

        return [.. Leaves([path[0]], []).Where(p => p[^1].Slug != category && PlaceOf(p) is null).Select(p => (p[^1].Slug, p[^1].Slug))];
    }

    /// <summary>The category's own name speaks first, then those above it.</summary>
    private static string? PlaceOf(IReadOnlyList<CategoryNode> path) =>
        path.Reverse().Select(n => Places.Choose([], $"{n.Name.En} {n.Slug.Replace('-', ' ')} {n.Name.Ko}").Category).FirstOrDefault(p => p is not null);

    private static IEnumerable<CategoryNode[]> Leaves(IEnumerable<CategoryNode> nodes, CategoryNode[] above) =>
        nodes.SelectMany(n => n.Children.Count == 0 ? [[.. above, n]] : Leaves(n.Children, [.. above, n]));

    private static List<CategoryNode>? PathTo(IReadOnlyList<CategoryNode> nodes, string slug)
    {
        foreach (var node in nodes)
        {
            if (node.Slug == slug)
            {
                return [node];
            }

            if (PathTo(node.Children, slug) is { } rest)
            {
                return [node, .. rest];
            }
        }

        return null;
    }
}
