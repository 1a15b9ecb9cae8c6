using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Maru.Engines.Search.Text;

namespace Maru.Engines.Search.Tests;

public sealed class BadInputTests
{
    private static readonly SearchIndex Index = Catalogue.Titles("나이키 에어맥스 운동화", "Delta faucet 12 mm", "C# in depth");

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void Search_WhenQueryIsEmpty_FindsEverything(string query) => Index.Search(new SearchRequest { Text = query }).Total.ShouldBe(3);

    [Theory]
    [InlineData("😀🎉👟")]
    [InlineData("\0\u0001\u001b[31m")]
    [InlineData("!!!???***")]
    [InlineData("\ud800")]
    public void Search_WhenQueryHoldsNoWord_FindsNothing(string query) => Index.Search(new SearchRequest { Text = query }).Total.ShouldBe(0);

    [Theory]
    [InlineData("'; DROP TABLE products; --")]
    [InlineData("(.*)+$[a-z]{1000}")]
    [InlineData("\u202eحذاء رياضي")]
    [InlineData("' OR 1=1 UNION SELECT")]
    [InlineData("title:* AND NOT brand:[a TO z]")]
    [InlineData("\ud800나이키\udfff")]
    [InlineData("e\u0301\u0301\u0301\u0301")]
    public void Search_WhenQueryLooksLikeCode_TakesItForWords(string query) => Should.NotThrow(() => Index.Search(new SearchRequest { Text = query, IsBeingTyped = true }));

    [Fact]
    public void Search_WhenQueryIsHuge_Answers()
    {
        foreach (var query in new[] { new string('a', 100_000), new string('가', 100_000), string.Concat(Enumerable.Repeat("나이키 운동화 ", 10_000)), new string('1', 100_000) + "/2" })
        {
            Should.NotThrow(() => Index.Search(new SearchRequest { Text = query }));
        }
    }

    [Fact]
    public void Search_WhenPageIsOutOfRange_IsEmptyNotWrong()
    {
        Index.Search(new SearchRequest { Page = int.MaxValue, PageSize = int.MaxValue }).Hits.ShouldBeEmpty();
        Index.Search(new SearchRequest { Page = -5, PageSize = -1 }).Hits.Count.ShouldBe(1);
    }

    [Fact]
    public void Search_WhenFieldIsUnknown_SaysWhichThereAre() =>
        Should.Throw<ArgumentException>(() => Index.Search(new SearchRequest { Filters = [new ValueFilter("colour", ["red"])] })).Message.ShouldContain("colour");

    [Fact]
    public void Search_WhenAFacetHasTenThousandValues_CountsEach()
    {
        var index = new SearchIndex(new SearchSchema { Texts = [new TextField("title")], Facets = [new FacetField("seller")] });
        for (var i = 0; i < 20_000; i++)
        {
            index.Upsert(new SearchDocument
            {
                Id = i.ToString(), Texts = new Dictionary<string, string> { ["title"] = "shoe" }, Facets = new Dictionary<string, IReadOnlyList<string>> { ["seller"] = ["s" + (i % 10_000)] },
            });
        }

        index.Refresh();

        var values = index.Search(new SearchRequest { Text = "shoe", Facets = [new FacetRequest("seller", Top: 10_000)] }).Facets[0].Values;
        values.Count.ShouldBe(10_000);
        values.ShouldAllBe(v => v.Count == 2);
    }

    [Fact]
    public void Tokenizer_WhenGivenAnything_CutsItIntoPiecesInOrder() => Prop.ForAll(Texts, text =>
    {
        var folded = new string([.. CharacterFolding.Compose(text).Select(CharacterFolding.Fold)]);
        var tokens = new Tokenizer(folded);
        var end = 0;
        Span<char> buffer = stackalloc char[WordForm.Longest];
        Span<char> second = stackalloc char[WordForm.Longest];
        while (tokens.Next(out var token))
        {
            token.Start.ShouldBeGreaterThanOrEqualTo(end);
            token.Length.ShouldBeInRange(1, Tokenizer.LongestToken);
            end = token.Start + token.Length;
            end.ShouldBeLessThanOrEqualTo(folded.Length);
            var word = WordForm.Word(folded.AsSpan(token.Start, token.Length), token.Kind, buffer);
            word.Length.ShouldBeGreaterThan(0);
            WordForm.Term(word, token.Kind, second).Length.ShouldBeGreaterThan(0);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Index_WhenGivenAnything_FindsItAgainByItsOwnWords() => Prop.ForAll(Texts, text =>
    {
        var index = Catalogue.Titles(text, "something else");
        if (Query.QueryWords.Read(text).Count is > 0 and < 8)
        {
            index.Search(new SearchRequest { Text = text }).Hits.Select(h => h.Id).ShouldContain("0");
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static Arbitrary<string> Texts =>
        (from parts in Gen.Elements("a", "Nike", "12", ".5", "1/2", "\"", "'", "-", " ", "x", "가", "골프공을", "ㄱ", "ㅏ", "각ㄱ", "漢", "ア", "é", "\u0301", "😀", "\ud83d", "\0", "1,000", "ft.", "#", "/", "ﬁ", "İ", "ß", "\u1100\u1161", "ｱ", "men's", "..", "'s")
            .ArrayOf()
         select new StringBuilder().AppendJoin("", parts.Take(30)).ToString()).ToArbitrary();
}
