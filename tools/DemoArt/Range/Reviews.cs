using Maru.Demo;
using Maru.DemoArt.Drawing;

namespace Maru.DemoArt.Range;

/// <summary>About fifteen hundred reviews; liked goods get more of them and better ones.</summary>
internal static class Reviews
{
    private static readonly string[] Surnames = ["김", "이", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오", "서", "신", "권"];
    private static readonly string[] English = ["Hana K.", "Daniel P.", "Sofia M.", "Tom W.", "Yuna L.", "Marta R.", "James O.", "Ines V.", "Noah B.", "Claire D.", "Ben H.", "Emma S.", "Luca F.", "Ada N.", "Jun S."];

    public static IReadOnlyList<DemoReview> Of(IReadOnlyList<DemoProduct> products, int wanted = 1500)
    {
        var whole = products.Sum(p => 0.25 + p.Popularity);
        return [.. products.SelectMany(p => For(p, (int)Math.Round(wanted * (0.25 + p.Popularity) / whole)))];
    }

    private static IEnumerable<DemoReview> For(DemoProduct product, int count)
    {
        var dice = new Dice("review " + product.Slug);
        var lines = ReviewWords.Lines[ReviewWords.Kind(product.Category)];
        // Every product has a character: some are simply not good.
        var quality = dice.Between(0.62, 0.95);
        var used = new HashSet<string>();
        for (var i = 0; i < count; i++)
        {
            var korean = dice.Next() < 0.78;
            var roll = dice.Next();
            var mood = roll < quality ? '+' : roll < quality + (1 - quality) * 0.55 ? '0' : '-';
            var stars = mood switch { '+' => dice.Next() < 0.72 ? 5 : 4, '0' => dice.Next() < 0.8 ? 3 : 4, _ => dice.Next() < 0.55 ? 2 : 1 };
            var said = Pick(dice, [.. lines.Where(l => l.Mood == mood)], 1 + dice.Below(2));
            if (dice.Next() < 0.3)
            {
                said.AddRange(Pick(dice, [.. lines.Where(l => l.Mood == (mood == '+' ? '0' : '+'))], 1));
            }

            var variant = dice.Of(product.Variants);
            string? fit = null;
            var sized = product.Options.Contains("size");
            var text = said.Select(s => korean ? s.Ko : s.En).ToList();
            if (sized && dice.Next() < 0.55)
            {
                var words = dice.Of(ReviewWords.Fits);
                var tall = $"{152 + dice.Below(36)}cm";
                fit = words.Fit;
                text.Insert(dice.Below(text.Count + 1), (korean ? words.Ko : words.En).Replace("{size}", variant.Size, StringComparison.Ordinal).Replace("{height}", tall, StringComparison.Ordinal));
            }

            if (dice.Next() < 0.25)
            {
                text.Add(korean ? $"색은 {variant.Color.Ko}로 골랐어요." : $"I chose {variant.Color.En.ToLowerInvariant()}.");
            }

            var whole = string.Join(' ', text);
            if (!used.Add(whole))
            {
                continue;
            }

            var title = dice.Of(ReviewWords.Titles(mood));
            var author = korean ? dice.Of(Surnames) + "**" : dice.Of(English);
            yield return new DemoReview(product.Slug, korean ? "ko" : "en", stars, korean ? title.Ko : title.En, whole, author, 1 + (int)(Math.Pow(dice.Next(), 1.6) * Math.Min(700, product.CreatedDaysAgo + 1)), sized ? variant.Size : null, fit, dice.Next() < 0.4 ? dice.Below(24) : 0, dice.Next() < 0.9);
        }
    }

    private static List<(char Mood, string Ko, string En)> Pick(Dice dice, List<(char Mood, string Ko, string En)> from, int count)
    {
        var picked = new List<(char, string, string)>();
        for (var i = 0; i < count && from.Count > 0; i++)
        {
            var at = dice.Below(from.Count);
            picked.Add(from[at]);
            from.RemoveAt(at);
        }

        return picked;
    }
}
