using FsCheck;
using FsCheck.Fluent;
using Maru.Contracts;
using Maru.Modules.Catalog.Files;
using Maru.Modules.Catalog.Products;

namespace Maru.Modules.Catalog.Tests;

public sealed class TextTests
{
    private static readonly string[] Pieces =
    [
        "<script>", "</script>", "<p>", "</p>", "<p onclick=\"x()\">", "<a href=\"javascript:alert(1)\">", "<a href='https://ok.example/?a=1&b=2'>", "</a>", "<img src=x onerror=alert(1)>", "<", ">",
        "&lt;script&gt;", "&", "\"", "'", "text", "한글", "<!--", "-->", "<svg/onload=alert(1)>", "<b", " x=y>", "<li>", "<ul>", "</ul>", "<style>", "</style", "<td>", "\n", "&#60;", "&#x3c;b", "<br/>", "</",
    ];

    [Theory]
    [InlineData("<p>Hi <b>there</b></p>", "<p>Hi <b>there</b></p>")]
    [InlineData("plain", "plain")]
    [InlineData("R&D", "R&amp;D")]
    [InlineData("one\n\ntwo\nthree", "<p>one</p><p>two<br>three</p>")]
    [InlineData("<h1>Title</h1><script>alert(1)</script>after", "<h2>Title</h2>after")]
    [InlineData("<p><b>open", "<p><b>open</b></p>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\"java&#x09;script:alert(1)\">x</a>", "<a>x</a>")]
    [InlineData("<img src=x onerror=alert(1)>pic", "pic")]
    [InlineData("<p onclick=\"a>b\">x</p>", "<p>x</p>")]
    [InlineData("1 < 2", "1 &lt; 2")]
    public void Clean_KeepsWordsAndHarmlessMarkup(string html, string expected) => HtmlSanitizer.Clean(html).ShouldBe(expected);

    [Fact]
    public void Clean_OfAnything_LeavesOnlyKnownTagsAndIsStable() =>
        Prop.ForAll(Gen.Elements(Pieces).ListOf().Select(p => string.Concat(p)).ToArbitrary(), html =>
        {
            var clean = HtmlSanitizer.Clean(html);
            System.Text.RegularExpressions.Regex.Replace(clean, "</?(p|br|b|ul|li|a|td)>|<a href=\"https://ok.example/[^\"<>]*\" rel=\"nofollow noopener\">", "").ShouldNotContain('<', html);
            HtmlSanitizer.Clean(clean).ShouldBe(clean, html);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Neutralise_OfAnyCell_CannotStartAFormulaAndIsUndone() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), Gen.Elements("", "=", "+", "-", "@", "\t", "\r", "'", "''=").ToArbitrary(), (text, start) =>
        {
            var cell = start + text.Get;
            var safe = Cells.Neutralise(cell);
            (safe.Length == 0 || !"=+-@\t\r".Contains(safe[0])).ShouldBeTrue();
            Cells.Restore(safe).ShouldBe(cell);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Clay Plant Pot!", "clay-plant-pot")]
    [InlineData("  여성 니트 / 가디건 ", "여성-니트-가디건")]
    [InlineData("Men's", "mens")]
    [InlineData("../../etc", "etc")]
    [InlineData("'; drop table", "drop-table")]
    [InlineData("!!!", "")]
    public void From_AName_IsASlug(string name, string slug) => Slugs.From(name).ShouldBe(slug);

    [Fact]
    public void From_OfAnything_IsStableAndValid() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            var slug = Slugs.From(text.Get);
            Slugs.From(slug).ShouldBe(slug);
            (slug.Length == 0 || Slugs.IsValid(slug) || Guid.TryParse(slug, out _)).ShouldBeTrue();
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2606:4700::1111", true)]
    public void IsPublic_OfAnAddress_KnowsWhatLiesInside(string address, bool isPublic) => Media.PictureFetcher.IsPublic(System.Net.IPAddress.Parse(address)).ShouldBe(isPublic);

    [Theory]
    [InlineData("9.99", "USD", 999L)]
    [InlineData("1,299.00", "USD", 129900L)]
    [InlineData("50.00", "KRW", 50L)]
    [InlineData("9.999", "USD", null)]
    [InlineData("0.5", "KRW", null)]
    [InlineData("-1", "USD", null)]
    [InlineData("1e5", "USD", null)]
    [InlineData("99999999999999999", "USD", null)]
    [InlineData("", "USD", null)]
    public void Price_OfACell_IsExactOrNone(string cell, string currency, long? minor) => (Cells.Price(cell, Currency.Parse(currency))?.Amount).ShouldBe(minor);
}
