namespace Maru.Engines.Search.Tests;

public sealed class SuggestionsTests
{
    private static readonly Suggestions Shop = new(
    [
        new("골프공", SuggestionKind.Query, 50), new("골프채", SuggestionKind.Query, 40), new("고구마", SuggestionKind.Query, 10), new("나이키 운동화", SuggestionKind.Query, 90),
        new("Nike Air Max", SuggestionKind.Product, 70), new("운동화", SuggestionKind.Category, 60), new("닭가슴살", SuggestionKind.Query, 5),
    ]);

    [Theory]
    [InlineData("ㄱ", "골프공")]
    [InlineData("고", "골프공")]
    [InlineData("골", "골프공")]
    [InlineData("골ㅍ", "골프공")]
    [InlineData("골프ㅊ", "골프채")]
    [InlineData("ㄱㅍㄱ", "골프공")]
    [InlineData("ㄴㅇㅋ", "나이키 운동화")]
    [InlineData("다", "닭가슴살")]
    [InlineData("달", "닭가슴살")]
    [InlineData("NIK", "Nike Air Max")]
    [InlineData("air", "Nike Air Max")]
    [InlineData("skdl", "나이키 운동화")]
    [InlineData("ㅜㅑㅏㄷ", "Nike Air Max")]
    [InlineData("운동", "운동화")]
    public void Complete_WhenTyping_LeadsThere(string typed, string to) => Shop.Complete(typed)[0].Text.ShouldBe(to);

    [Fact]
    public void Complete_WhenOneHasSearchedForItBefore_PutsThatFirst() =>
        Shop.Complete("골", own: ["골프 장갑", "양말"]).Select(s => s.Text).ShouldBe(["골프 장갑", "골프공", "골프채"]);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("😀")]
    [InlineData("\0")]
    public void Complete_WhenNothingIsTyped_SuggestsNothing(string typed) => Shop.Complete(typed).ShouldBeEmpty();

    [Fact]
    public void Complete_WhenAMillionBeginAlike_ReturnsTheHeaviest()
    {
        var many = new Suggestions(Enumerable.Range(0, 200_000).Select(i => new Suggestion("same start " + i, SuggestionKind.Product, i % 100_003)));
        many.Complete("same s", 3).Select(s => s.Weight).ShouldBe([100_002, 100_001, 100_000]);
    }
}
