using System.Text;

namespace Maru.Engines.Search.Text;

/// <summary>
/// Spelling variants of loan words brought to one form. Two layers: sounds that Korean no longer tells apart (ㅐ/ㅔ; ㅈ, ㅉ and ㅊ before y-vowels;
/// ㅙ/ㅚ/ㅞ), and whole words whose common spelling departs from the standard one (외래어 표기법, 국립국어원).
/// </summary>
internal static class LoanWords
{
    private static readonly (string From, string To)[] Common =
    [
        ("후라이", "프라이"), ("후라이드", "프라이드"), ("케익", "케이크"), ("케잌", "케이크"), ("로보트", "로봇"), ("악세사리", "액세서리"), ("악세서리", "액세서리"), ("액세사리", "액세서리"),
        ("쇼파", "소파"), ("메세지", "메시지"), ("타올", "타월"), ("바베큐", "바비큐"), ("컨텐츠", "콘텐츠"), ("커텐", "커튼"), ("가디건", "카디건"), ("초콜렛", "초콜릿"), ("쵸콜릿", "초콜릿"),
        ("쵸콜렛", "초콜릿"), ("샌달", "샌들"), ("도너츠", "도넛"), ("도너스", "도넛"), ("화운데이션", "파운데이션"), ("밧데리", "배터리"), ("빳데리", "배터리"), ("바테리", "배터리"), ("에어콘", "에어컨"),
        ("리모콘", "리모컨"), ("후레쉬", "플래시"), ("후래쉬", "플래시"), ("플래쉬", "플래시"), ("까페", "카페"), ("꼬냑", "코냑"), ("쓰레빠", "슬리퍼"), ("슬리빠", "슬리퍼"), ("잠바", "점퍼"), ("쟘바", "점퍼"),
        ("츄리닝", "트레이닝"), ("추리닝", "트레이닝"), ("마후라", "머플러"), ("샤쓰", "셔츠"), ("부쓰", "부츠"), ("스텐레스", "스테인리스"), ("스텐", "스테인리스"), ("스테인레스", "스테인리스"), ("스댕", "스테인리스"),
        ("맛사지", "마사지"), ("싸이즈", "사이즈"), ("씨즌", "시즌"), ("썬글라스", "선글라스"), ("썬크림", "선크림"), ("썬블럭", "선블록"), ("선블럭", "선블록"), ("블럭", "블록"),
        ("테잎", "테이프"), ("테이푸", "테이프"), ("후드티셔츠", "후드티"), ("칼라", "컬러"), ("카렌다", "캘린더"), ("카달로그", "카탈로그"), ("다이야", "다이아"), ("스폰지", "스펀지"),
        ("스치로폼", "스티로폼"), ("비스켓", "비스킷"), ("소세지", "소시지"), ("쥬얼리", "주얼리"), ("쥬스", "주스"), ("가스렌지", "가스레인지"), ("전자렌지", "전자레인지"), ("렌지", "레인지"), ("믹서기", "믹서"), ("바란스", "밸런스"),
        ("발란스", "밸런스"), ("바디", "보디"), ("샴퓨", "샴푸"), ("맨소레담", "멘소래담"), ("아답터", "어댑터"), ("어답터", "어댑터"), ("런닝", "러닝"),
        ("브라우스", "블라우스"), ("쉐이크", "셰이크"), ("쉐이커", "셰이커"), ("쉐이빙", "셰이빙"), ("쉬폰", "시폰"), ("푸쉬업", "푸시업"), ("브러쉬", "브러시"), ("메쉬", "메시"), ("디지탈", "디지털"), ("데스크탑", "데스크톱"),
        ("랩탑", "랩톱"), ("노트북컴퓨터", "노트북"), ("비지니스", "비즈니스"), ("앤틱", "앤티크"), ("클래식칼", "클래시컬"), ("트랜치", "트렌치"), ("자켓", "재킷"), ("쟈켓", "재킷"), ("재켓", "재킷"),
    ];

    private static readonly (string From, string To)[] Rewrites = [.. Common.Where(c => c.From != c.To).OrderByDescending(c => c.From.Length)];

    private const int Ae = 1, E = 5, Wae = 10, Oe = 11, We = 15;

    /// <summary>The form under which every spelling of a Korean word is indexed.</summary>
    public static string Canonical(ReadOnlySpan<char> word)
    {
        var text = word.ToString();
        foreach (var (from, to) in Rewrites)
        {
            if (text.Length >= from.Length && text.Contains(from, StringComparison.Ordinal))
            {
                text = text.Replace(from, to, StringComparison.Ordinal);
                break;
            }
        }

        return FoldSounds(text);
    }

    private static string FoldSounds(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            folded.Append(Hangul.IsSyllable(c) ? FoldSyllable(c - Hangul.First) : c);
        }

        return folded.ToString();
    }

    private static char FoldSyllable(int index)
    {
        int initial = index / 588, medial = index % 588 / 28, final = index % 28;
        var beforeY = initial is 12 or 13 or 14;
        medial = medial switch
        {
            E => Ae,
            Wae or Oe or We => Wae,
            2 when beforeY => 0,
            6 when beforeY => 4,
            12 when beforeY => 8,
            17 when beforeY => 13,
            _ => medial,
        };
        return (char)(Hangul.First + (((initial * 21) + medial) * 28) + final);
    }
}
