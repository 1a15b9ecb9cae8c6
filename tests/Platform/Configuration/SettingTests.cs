using FsCheck;
using FsCheck.Fluent;
using Maru.Contracts;
using Maru.Platform.Configuration;
using Microsoft.Extensions.Configuration;

namespace Maru.Platform.Tests.Configuration;

public sealed class SettingTests
{
    private static readonly LocalizedText Words = LocalizedText.Same("words");
    private static readonly Setting<int> Count = Setting.WholeNumber("test.count", 5, 1, 10, Words, Words);
    private static readonly Setting<TimeSpan> Wait = Setting.Duration("test.wait", TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), Words, Words);
    private static readonly Setting<Rate> Limit = Setting.Limit("test.limit", new Rate(20, TimeSpan.FromMinutes(1)), Words, Words);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("10", 10)]
    [InlineData("0", null)]
    [InlineData("11", null)]
    [InlineData("1.5", null)]
    [InlineData("99999999999999", null)]
    [InlineData("", null)]
    public void Read_WhenAWholeNumber_KeepsItsBounds(string text, int? expected) => Count.Read(text).ShouldBe(expected);

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("15m", 900)]
    [InlineData("00:15:00", 900)]
    [InlineData("1d", 86400)]
    [InlineData("2d", null)]
    [InlineData("500ms", null)]
    [InlineData("-5m", null)]
    [InlineData("15", null)]
    [InlineData("9223372036854775807d", null)]
    public void Read_WhenADuration_KeepsItsBounds(string text, int? seconds) =>
        Wait.Read(text).ShouldBe(seconds is { } s ? TimeSpan.FromSeconds(s) : null);

    [Theory]
    [InlineData("20/1m", "20/1m")]
    [InlineData("20/60s", "20/1m")]
    [InlineData("off", "off")]
    [InlineData("0/1m", null)]
    [InlineData("20/2d", null)]
    [InlineData("20", null)]
    [InlineData("/1m", null)]
    public void Read_WhenARate_WritesItBackInOneForm(string text, string? expected) => (Limit.Read(text) is { } rate ? Limit.Write(rate) : null).ShouldBe(expected);

    [Fact]
    public void Write_WhenAnyDuration_ReadsBackTheSame() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(), milliseconds => Durations.Read(Durations.Write(TimeSpan.FromMilliseconds(milliseconds))) == TimeSpan.FromMilliseconds(milliseconds))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("count")]
    [InlineData("test.Count")]
    [InlineData("test.a b")]
    public void Create_WhenTheNameIsNone_IsABug(string name) => Should.Throw<ArgumentException>(() => Setting.Toggle(name, true, Words, Words));

    [Fact]
    public void Declare_WhenTheEnvironmentGivesADefault_TakesIt() =>
        new DeclaredSettings([("test", Wait)], Environment(("Test:Wait", "00:20:00"))).Find("test.wait")!.Default.ShouldBe(TimeSpan.FromMinutes(20));

    [Fact]
    public void Declare_WhenSeveralThingsAreWrong_SaysAllOfThem()
    {
        var error = Should.Throw<InvalidOperationException>(() => new DeclaredSettings([("test", Wait), ("test", Count), ("other", Count)], Environment(("Test:Wait", "soon"), ("Test:Count", "11"))));
        error.Message.ShouldContain("test:wait: 'soon' is not allowed; a duration from 1s to 1d.");
        error.Message.ShouldContain("test:count: '11' is not allowed; a whole number from 1 to 10.");
        error.Message.ShouldContain("test and other both declare the setting test.count.");
    }

    private static IConfiguration Environment(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Key, string? (v) => v.Value)).Build();
}
