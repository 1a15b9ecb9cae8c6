using System.Globalization;

namespace Maru.Demo;

/// <summary>
/// Two years of orders that never happened but could have. Buyers differ: each has a pace, a taste and a chance to leave after every
/// order (the shape of Fader, Hardie and Lee's BG/NBD model, 2005), so recency, frequency and value spread as in a real shop.
/// On top lie growth, the seasons, pay days, sale days, weekdays and the hours of the evening. Same seed, same day: same history.
/// </summary>
public static class DemoOrders
{
    private const int Days = 730;

    private static readonly TimeSpan Korea = TimeSpan.FromHours(9);

    // January first. A shop for coats and camping: quiet in late summer and February, loud from October on.
    private static readonly double[] Months = [1.12, 0.78, 0.88, 0.95, 1.06, 0.92, 0.84, 0.72, 0.92, 1.2, 1.42, 1.36];

    // Sunday first: Koreans order on Sunday evenings and on Monday.
    private static readonly double[] Weekdays = [1.14, 1.16, 1.04, 1.0, 0.97, 0.86, 0.82];

    private static readonly double[] Hours = [1.5, 0.7, 0.3, 0.2, 0.1, 0.15, 0.3, 0.8, 1.4, 1.8, 2.3, 2.5, 2.9, 2.6, 2.3, 2.2, 2.1, 2.0, 2.0, 2.4, 3.2, 4.0, 4.2, 3.0];

    public static DemoHistory Generate(int seed, DateOnly today, int customers = 2000)
    {
        var shelf = new DemoTaste(DemoShop.Products(), DemoShop.Categories());
        var first = today.AddDays(-Days);
        var people = new List<DemoCustomer>(customers);
        var orders = new List<DemoOrder>(customers * 4);
        for (var i = 0; i < customers; i++)
        {
            var dice = new DemoDice(seed, i);
            // More join as the shop grows: the day is drawn from a density that rises to three times its first height.
            var joined = (int)(Days * Rising(dice.Next()));
            var person = DemoPeople.At(i, first.AddDays(joined), dice);
            people.Add(person);
            Live(person, joined, first, today, shelf, dice, orders);
        }

        orders.Sort((a, b) => a.PlacedAt != b.PlacedAt ? a.PlacedAt.CompareTo(b.PlacedAt) : a.Customer.CompareTo(b.Customer));
        return new DemoHistory(people, orders);
    }

    private static void Live(DemoCustomer person, int joined, DateOnly first, DateOnly today, DemoTaste shelf, DemoDice dice, List<DemoOrder> orders)
    {
        var pace = 24 + dice.Exponential(70);
        var leaves = Math.Clamp(0.06 + dice.Exponential(0.2), 0.06, 0.85);
        var taste = shelf.For(dice);
        var day = (double)joined;
        for (var count = 0; day < Days; count++)
        {
            var date = first.AddDays((int)day);
            // Thinning: a day out of season passes without an order, and the buyer looks in again some days later.
            if (count > 0 && dice.Next() > Demand(date) / 2.6)
            {
                day += 1 + dice.Exponential(pace * 0.22);
                count--;
                continue;
            }

            orders.Add(Order(person, date, today, shelf, taste, dice, count));
            if (dice.Next() < leaves)
            {
                return;
            }

            leaves *= 0.86;
            day += 2 + dice.Exponential(pace * 0.6);
        }
    }

    private static DemoOrder Order(DemoCustomer person, DateOnly date, DateOnly today, DemoTaste shelf, DemoTaste.Likes taste, DemoDice dice, int count)
    {
        var at = new DateTimeOffset(date.ToDateTime(new TimeOnly(dice.Weighted(Hours), dice.Below(60), dice.Below(60))), Korea);
        var lines = new List<DemoOrderLine>();
        var wanted = 1 + (dice.Next() < 0.42 ? 1 : 0) + (dice.Next() < 0.16 ? 1 : 0) + (dice.Next() < 0.05 ? 2 : 0);
        for (var i = 0; i < wanted; i++)
        {
            var variant = shelf.Pick(taste, date, today, dice);
            if (lines.All(l => l.Sku != variant.Sku))
            {
                lines.Add(new DemoOrderLine(variant.Sku, variant.PriceKrw < 40_000 && dice.Next() < 0.28 ? 2 + dice.Below(2) : 1));
            }
        }

        var age = today.DayNumber - date.DayNumber;
        var roll = dice.Next();
        var status = age switch
        {
            0 => roll < 0.06 ? DemoOrderStatus.Cancelled : DemoOrderStatus.Paid,
            1 => roll < 0.06 ? DemoOrderStatus.Cancelled : DemoOrderStatus.Packed,
            < 4 => roll < 0.05 ? DemoOrderStatus.Cancelled : DemoOrderStatus.Shipped,
            _ => roll < 0.045 ? DemoOrderStatus.Cancelled : roll < 0.045 + shelf.ReturnRate(lines) ? (lines.Count > 1 && dice.Next() < 0.6 ? DemoOrderStatus.PartlyReturned : DemoOrderStatus.Returned) : DemoOrderStatus.Delivered,
        };
        IReadOnlyList<DemoOrderLine> returned = status switch
        {
            DemoOrderStatus.Returned => lines,
            DemoOrderStatus.PartlyReturned => [lines[dice.Below(lines.Count)]],
            _ => [],
        };
        var coupon = count == 0 && dice.Next() < 0.5 ? "WELCOME10" : dice.Next() < 0.07 ? "MARU5000" : null;
        return new DemoOrder(person.Index, at, person.City, status, lines, returned, coupon);
    }

    /// <summary>How busy a day is, 1 being plain.</summary>
    internal static double Demand(DateOnly date)
    {
        var season = Months[date.Month - 1];
        var payday = date.Day is 25 or 26 ? 1.18 : 1;
        var sale = (date.Month, date.Day) switch
        {
            (11, 11) => 1.9,
            (11, >= 22) => 1.45,
            (12, >= 26) => 1.2,
            (6, >= 10 and <= 16) => 1.3,
            _ => 1,
        };
        return season * Weekdays[(int)date.DayOfWeek] * payday * sale;
    }

    private static double Rising(double u) => (Math.Sqrt(1 + 8 * u) - 1) / 2;
}

/// <summary>SplitMix64 (Steele, Lea and Flood, 2014): small, and the same on every machine.</summary>
internal sealed class DemoDice(int seed, int stream)
{
    private ulong _state = unchecked((ulong)seed * 0x9E3779B97F4A7C15 + (ulong)stream * 0xD1B54A32D192ED03 + 0x2545F4914F6CDD1D);

    public double Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    public int Below(int count) => (int)(Next() * count);

    public double Exponential(double mean) => -mean * Math.Log(1 - Next());

    public int Weighted(IReadOnlyList<double> weights)
    {
        var at = Next() * weights.Sum();
        for (var i = 0; i < weights.Count; i++)
        {
            at -= weights[i];
            if (at < 0)
            {
                return i;
            }
        }

        return weights.Count - 1;
    }
}

internal static class DemoPeople
{
    private static readonly (string Ko, string En)[] Surnames = [("김", "kim"), ("이", "lee"), ("박", "park"), ("최", "choi"), ("정", "jung"), ("강", "kang"), ("조", "cho"), ("윤", "yoon"), ("장", "jang"), ("임", "lim"), ("한", "han"), ("오", "oh"), ("서", "seo"), ("신", "shin"), ("권", "kwon"), ("황", "hwang"), ("안", "ahn"), ("송", "song"), ("류", "ryu"), ("홍", "hong")];
    private static readonly (string Ko, string En)[] Given = [("민준", "minjun"), ("서연", "seoyeon"), ("도윤", "doyun"), ("지우", "jiwoo"), ("하은", "haeun"), ("예준", "yejun"), ("수아", "sua"), ("지호", "jiho"), ("유진", "yujin"), ("현우", "hyunwoo"), ("다은", "daeun"), ("준서", "junseo"), ("소영", "soyoung"), ("태현", "taehyun"), ("은지", "eunji"), ("성민", "sungmin"), ("미경", "mikyung"), ("정훈", "junghoon"), ("가람", "garam"), ("보라", "bora"), ("한솔", "hansol"), ("나래", "narae"), ("상우", "sangwoo"), ("혜진", "hyejin")];
    private static readonly (string Name, string Post, double Weight)[] Cities = [("서울", "04", 30), ("부산", "48", 9), ("인천", "21", 7), ("대구", "41", 6), ("대전", "34", 5), ("광주", "61", 4), ("울산", "44", 3), ("수원", "16", 5), ("성남", "13", 4), ("고양", "10", 4), ("용인", "17", 4), ("창원", "51", 3), ("청주", "28", 3), ("전주", "54", 3), ("천안", "31", 3), ("제주", "63", 2), ("춘천", "24", 1.5), ("강릉", "25", 1.5), ("포항", "37", 1.5)];
    private static readonly double[] CityWeights = [.. Cities.Select(c => c.Weight)];

    public static DemoCustomer At(int index, DateOnly joined, DemoDice dice)
    {
        var (surname, given) = (Surnames[dice.Weighted([21, 15, 9, 5, 5, 2.5, 2.3, 2.2, 2.1, 1.8, 1.6, 1.6, 1.5, 1.4, 1.4, 1.4, 1.3, 1.3, 1.2, 1.1])], Given[dice.Below(Given.Length)]);
        var city = Cities[dice.Weighted(CityWeights)];
        var english = dice.Next() < 0.06;
        var email = string.Create(CultureInfo.InvariantCulture, $"{given.En}.{surname.En}{index:0000}@example.com");
        return new DemoCustomer(
            index, english ? $"{char.ToUpperInvariant(given.En[0])}{given.En[1..]} {char.ToUpperInvariant(surname.En[0])}{surname.En[1..]}" : surname.Ko + given.Ko, email, english ? "en" : "ko", city.Name,
            string.Create(CultureInfo.InvariantCulture, $"{city.Post}{dice.Below(1000):000}"), string.Create(CultureInfo.InvariantCulture, $"010-0000-{index % 10000:0000}"), joined);
    }
}
