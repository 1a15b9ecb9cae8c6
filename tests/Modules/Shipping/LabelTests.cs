using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Maru.Contracts;
using Maru.Modules.Shipping.Labels;

namespace Maru.Modules.Shipping.Tests;

public sealed class LabelTests
{
    [Fact]
    public void Symbols_AllOfThem_AreElevenModulesWideAndDifferent()
    {
        // Typing errors in the table show here: every symbol has 11 modules, an even number of them dark (ISO/IEC 15417).
        Code128.Symbols.Length.ShouldBe(107);
        Code128.Symbols[..106].ShouldAllBe(s => s.Sum(c => c - '0') == 11 && (s[0] + s[2] + s[4] - (3 * '0')) % 2 == 0);
        Code128.Symbols[106].Sum(c => c - '0').ShouldBe(13);
        Code128.Symbols.Distinct().Count().ShouldBe(107);
    }

    [Fact]
    public void ValuesOf_WhenDigits_UsesPairsAndTheRightCheckSymbol() =>
        Code128.ValuesOf("123456").ShouldBe([105, 12, 34, 56, (105 + 12 + 68 + 168) % 103, 106]);

    [Fact]
    public void ValuesOf_WhateverText_CanBeReadBack()
    {
        var texts = Gen.OneOf(Gen.Choose(32, 126).Select(c => (char)c), Gen.Choose('0', '9').Select(c => (char)c)).NonEmptyListOf().Select(c => new string([.. c]));

        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var values = Code128.ValuesOf(text);
            Read(values).ShouldBe(text);
            values[^2].ShouldBe((values[0] + values.Skip(1).SkipLast(2).Select((v, i) => v * (i + 1)).Sum()) % Code128.Modulus);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Draw_WhenNamesHoldMarkup_IsWellFormedAndShowsThemAsText()
    {
        var to = new Address("<b>김 & 이</b>", "테헤란로 1", "3층", "서울", null, "06236", "KR", "010-1234-5678");
        var svg = XDocument.Parse(System.Text.Encoding.UTF8.GetString(LabelDrawing.Draw(
            new LabelContent("123456789012", "simulated", "일반 택배", "M-1001", "main", 700, to, to, new DateTime(2026, 3, 2)))));

        svg.Descendants().Select(e => e.Value).ShouldContain("<b>김 & 이</b>");
        svg.Descendants().Count(e => e.Name.LocalName == "rect").ShouldBe(1 + (Code128.Encode("123456789012").Length / 2) + 1);
    }

    private static string Read(List<int> values)
    {
        var inC = values[0] == 105;
        var text = new System.Text.StringBuilder();
        foreach (var value in values.Skip(1).SkipLast(2))
        {
            switch (value)
            {
                case 99 when !inC:
                    inC = true;
                    break;
                case 100 when inC:
                    inC = false;
                    break;
                default:
                    text.Append(inC ? value.ToString("00") : ((char)(value + 32)).ToString());
                    break;
            }
        }

        return text.ToString();
    }
}
