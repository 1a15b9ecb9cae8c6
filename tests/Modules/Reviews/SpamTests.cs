using FsCheck;
using FsCheck.Fluent;
using Maru.Demo;
using Maru.Modules.Reviews.Spam;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Reviews.Tests;

public sealed class SpamTests
{
    private static readonly BlockedWords Blocked = new(ReviewsOptions.Read(new ConfigurationBuilder().Build()));

    [Theory]
    [InlineData("최고의 카지노 바로가기 http://win.example.top 첫충전 보너스", "links")]
    [InlineData("상담은 카톡 아이디: cheap777 으로 연락 주세요 010-1234-5678", "contact")]
    [InlineData("이런 씨1발 옷이 뭐 이래요", "blocked-words")]
    [InlineData("work from home and make money with crypto", "blocked-words")]
    [InlineData("c a s i n o bonus for everybody here", "blocked-words")]
    [InlineData("좋은 상품 좋은 상품 좋은 상품 좋은 상품 좋은 상품 좋은 상품 좋은 상품 좋은 상품 좋은 상품 좋은 상품", "repetition")]
    [InlineData("ㅁㄴㅇㄹㅁㄴㅇㄹㅁㄴㅇㄹㅁㄴㅇㄹ", "gibberish")]
    public void Judge_WhenTheTextIsSpam_NamesTheSignAndLetsItWait(string text, string sign)
    {
        var verdict = Judge(text);
        verdict.Signs.Select(s => s.Code).ShouldContain(sign);
        verdict.Score.ShouldBeGreaterThanOrEqualTo(0.35);
    }

    [Theory]
    [InlineData("ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ 너무 귀여워요!!!!!! 재구매 의사 있어요 ㅠㅠㅠㅠ")]
    [InlineData("여기가 제 캠핑의 시발점이 됐어요. 만족합니다")]
    [InlineData("불이 꺼져 있어도 잘 보여요")]
    [InlineData("I live in Scunthorpe and it came in two days")]
    [InlineData("배송 빨라요")]
    public void Judge_WhenTheTextIsHonest_ShowsIt(string text) => Judge(text).Score.ShouldBeLessThan(0.35);

    [Fact]
    public void Judge_OfTheDemoShopsReviews_LetsThemAllPass() =>
        DemoShop.Reviews().Where(r => Judge(r.Title + "\n" + r.Text).Score >= 0.35).Select(r => r.Text).ShouldBeEmpty();

    [Fact]
    public void Judge_WhenTheSameTextIsEverywhere_LetsItWait() =>
        SpamScorer.Judge("An honest sentence.", SpamFacts.None with { Duplicates = 3, ByAddress = 5 }).Score.ShouldBeGreaterThan(0.7);

    [Fact]
    public void Judge_WhenABuyerWroteIt_DoubtsLess() =>
        SpamScorer.Judge("See www.example.com", SpamFacts.None with { Verified = true }).Score.ShouldBeLessThan(SpamScorer.Judge("See www.example.com", SpamFacts.None).Score);

    [Fact]
    public void Judge_OfAnyText_GivesAScoreFromNoughtToOne() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<NonNegativeInt>(), (text, count) =>
    {
        var verdict = SpamScorer.Judge(text ?? "", SpamFacts.None with { Duplicates = count.Get, ByAuthor = count.Get, ByAddress = count.Get });
        return verdict.Score is >= 0 and <= 1;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void SimHash_WhenOnlyCaseSpacesAndPunctuationDiffer_IsTheSame()
    {
        var a = SimHash.Of(TextFold.Fold("The zip is smooth, the lining warm, and the colour is exactly as shown in the picture."));
        var b = SimHash.Of(TextFold.Fold("the ZIP is smooth!! the lining   warm and the colour is exactly as shown in the picture"));
        b.ShouldBe(a);
        a.IsShort.ShouldBeFalse();
    }

    [Fact]
    public void SimHash_WhenTextsAreNear_IsNearerThanWhenTheyAreNot()
    {
        const string text = "생각보다 훨씬 가볍고 따뜻해서 출퇴근 때 매일 입고 있어요. 주머니가 깊어서 장갑 없이도 손이 시리지 않고 색도 사진과 똑같아요. 다음 겨울에도 하나 더 살 것 같습니다.";
        var (hash, _) = SimHash.Of(TextFold.Fold(text));
        hash.DistanceTo(SimHash.Of(TextFold.Fold(text.Replace("겨울", "가을", StringComparison.Ordinal))).Hash).ShouldBeLessThan(12);
        hash.DistanceTo(SimHash.Of(TextFold.Fold("The handle came loose after a week and nobody answered my letters about it.")).Hash).ShouldBeGreaterThan(16);
    }

    private static Maru.Contracts.Reviews.SpamVerdict Judge(string text) => SpamScorer.Judge(text, SpamFacts.None with { Blocked = Blocked.FindIn(text, TextFold.Fold(text)) });
}
