using FsCheck;
using FsCheck.Fluent;
using Maru.Modules.Search.Records;

namespace Maru.Modules.Search.Tests.Records;

public sealed class QueryTextTests
{
    [Theory]
    [InlineData("  Goose   Down ", "goose down")]
    [InlineData("ｇｏｏｓｅ", "goose")]
    [InlineData("구스\u0000다운", "구스 다운")]
    public void Read_HoweverItIsSpelt_IsOneQuery(string text, string key) => QueryText.Read(text)!.Key.ShouldBe(key);

    [Theory]
    [InlineData("")]
    [InlineData("🧥🧥")]
    [InlineData("mina@example.com")]
    [InlineData("010-1234-5678")]
    [InlineData("https://example.com/x")]
    public void Read_WhenItIsNoQueryOrLooksPersonal_IsNotKept(string text) => QueryText.Read(text).ShouldBeNull();

    [Fact]
    public void Read_WhateverIsTyped_IsShortAndWithoutControlCharacters() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), (Func<string, bool>)(text =>
        QueryText.Read(text ?? "") is not { } query || (query.Key.Length <= 80 && !query.Text.Any(char.IsControl) && QueryText.Read(query.Text)?.Key == query.Key))).QuickCheckThrowOnFailure();
}
