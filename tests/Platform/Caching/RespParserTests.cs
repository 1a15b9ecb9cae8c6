using System.Buffers;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Maru.Platform.Caching.Resp;

namespace Maru.Platform.Tests.Caching;

public sealed class RespParserTests
{
    private static readonly Gen<string> Value = Gen.Sized(size => ValueOf(Math.Min(size, 30)));

    [Theory]
    [InlineData("+OK\r\n", "+OK")]
    [InlineData("-ERR no\r\n", "-ERR no")]
    [InlineData(":-42\r\n", ":-42")]
    [InlineData("$-1\r\n", "_")]
    [InlineData("*-1\r\n", "_")]
    [InlineData("_\r\n", "_")]
    [InlineData("#t\r\n", ":1")]
    [InlineData(",3.25\r\n", "+3.25")]
    [InlineData("(123456789012345678901234567890\r\n", "+123456789012345678901234567890")]
    [InlineData("$5\r\na\r\nbc\r\n", "$a\r\nbc")]
    [InlineData("=7\r\ntxt:abc\r\n", "$txt:abc")]
    [InlineData("!6\r\nERR no\r\n", "-ERR no")]
    [InlineData("*2\r\n:1\r\n*1\r\n+x\r\n", "[:1,[+x]]")]
    [InlineData("%1\r\n+k\r\n:1\r\n", "[+k,:1]")]
    [InlineData("~1\r\n+k\r\n", "[+k]")]
    [InlineData(">2\r\n+message\r\n+x\r\n", ">[+message,+x]")]
    [InlineData("|1\r\n+ttl\r\n:9\r\n+value\r\n", "+value")]
    public void Read_OfEachKind_GivesTheValue(string wire, string expected) => Show(Parse(wire).ShouldNotBeNull()).ShouldBe(expected);

    [Theory]
    [InlineData("$99999999999\r\n")]
    [InlineData("*99999999\r\n")]
    [InlineData("$-2\r\n")]
    [InlineData("$5\r\nabcdefgh\r\n")]
    [InlineData(":12x\r\n")]
    [InlineData(":99999999999999999999\r\n")]
    [InlineData("hello\r\n")]
    [InlineData("+no carriage return\n")]
    [InlineData("#x\r\n")]
    [InlineData("_0\r\n")]
    public void Read_OfWhatIsNoValue_Refuses(string wire) => Should.Throw<RespProtocolException>(() => Parse(wire));

    [Fact]
    public void Read_WhenNestedTooDeep_Refuses() => Should.Throw<RespProtocolException>(() => Parse(string.Concat(Enumerable.Repeat("*1\r\n", 5000))));

    [Fact]
    public void Read_WhenALineHasNoEnd_Refuses() => Should.Throw<RespProtocolException>(() => Parse("+" + new string('x', 1_000_000)));

    [Fact]
    public void Read_WhenAHugeListIsAnnounced_TakesNoMemoryForIt()
    {
        Parse("*1000000\r\n");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Parse("*1000000\r\n").ShouldBeNull();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(10_000);
    }

    [Fact]
    public void Read_WhenCutAnywhere_WaitsForTheRestAndGivesTheSame() => Prop.ForAll(Arb.From(Value), wire =>
    {
        var bytes = Encoding.UTF8.GetBytes(wire);
        var whole = Show(Parse(wire).ShouldNotBeNull());
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var head = new ReadOnlySequence<byte>(bytes, 0, cut);
            RespParser.Read(ref head).ShouldBeNull();
            head.Length.ShouldBe(cut);
            var joined = Join(bytes[..cut], bytes[cut..]);
            Show(RespParser.Read(ref joined).ShouldNotBeNull()).ShouldBe(whole);
            joined.IsEmpty.ShouldBeTrue();
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Read_OfAnyBytes_EndsInAValueOrARefusal()
    {
        var random = new Random(11);
        var seeds = new[] { "*2\r\n$3\r\nabc\r\n:5\r\n", "%1\r\n+a\r\n*1\r\n_\r\n", ">3\r\n+x\r\n$1\r\ny\r\n#f\r\n" };
        for (var i = 0; i < 200_000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(seeds[i % seeds.Length]);
            for (var change = random.Next(4); change >= 0; change--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"*$:+-%>|#_,0123456789\r\n"[random.Next(23)];
            }

            var buffer = new ReadOnlySequence<byte>(bytes);
            try
            {
                RespParser.Read(ref buffer);
            }
            catch (RespProtocolException)
            {
                // Refused, as it should be.
            }
        }
    }

    private static Gen<string> ValueOf(int size)
    {
        var text = Gen.Elements("", "a", "hello", "한국어", "*3");
        var leaf = Gen.OneOf(
            text.Select(t => $"+{t}\r\n"),
            text.Select(t => $"-{t}\r\n"),
            text.Select(t => $"${Encoding.UTF8.GetByteCount(t)}\r\n{t}\r\n"),
            Gen.Choose(-1000, 1000).Select(n => $":{n}\r\n"),
            Gen.Elements("_\r\n", "$-1\r\n", "#t\r\n", ",1.5\r\n"));
        return size < 2
            ? leaf
            : Gen.Frequency((2, leaf), (1, Gen.Choose(0, 4).SelectMany(count => Gen.ArrayOf(ValueOf(size / 4), count).Select(items => $"*{items.Length}\r\n{string.Concat(items)}"))));
    }

    private static RespValue? Parse(string wire)
    {
        var buffer = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(wire));
        return RespParser.Read(ref buffer);
    }

    private static string Show(RespValue value) => value.Kind switch
    {
        RespKind.Null => "_",
        RespKind.Text => "+" + value.Text,
        RespKind.Error => "-" + value.Text,
        RespKind.Number => ":" + value.Number.ToString(CultureInfo.InvariantCulture),
        RespKind.Bytes => "$" + value.Text,
        RespKind.List => "[" + string.Join(",", value.Items.Select(Show)) + "]",
        RespKind.Push => ">[" + string.Join(",", value.Items.Select(Show)) + "]",
        _ => throw new InvalidOperationException(),
    };

    private static ReadOnlySequence<byte> Join(byte[] head, byte[] tail)
    {
        var first = new Part(head, 0);
        var last = first.Then(tail);
        return new ReadOnlySequence<byte>(first, 0, last, tail.Length);
    }

    private sealed class Part : ReadOnlySequenceSegment<byte>
    {
        public Part(byte[] bytes, long index)
        {
            Memory = bytes;
            RunningIndex = index;
        }

        public Part Then(byte[] bytes)
        {
            var next = new Part(bytes, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
