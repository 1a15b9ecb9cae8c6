using System.Diagnostics;
using Maru.Platform.Caching;
using Maru.Platform.Caching.Resp;
using Maru.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maru.Platform.Tests.Caching;

public sealed class RedisCacheTests(RedisFixture redis) : CacheCompliance, IClassFixture<RedisFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly List<RedisClient> _clients = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }
    }

    protected override ICache Open() => new RedisCache(Client("redis://" + redis.Address), TimeProvider.System, NullLogger<RedisCache>.Instance);

    protected override Task PassAsync(TimeSpan span) => Task.Delay(span, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Execute_WhenManyAskAtOnce_EachGetsItsOwnAnswer()
    {
        var client = Client("redis://" + redis.Address);
        var answers = await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => client.ExecuteAsync(RespConnection.Command("ECHO", $"{i}"), CancellationToken.None)));
        answers.Select(a => a.Text).ShouldBe(Enumerable.Range(0, 2000).Select(i => $"{i}"));
    }

    [Fact]
    public async Task Execute_WhenTheServerRefuses_TheConnectionStaysGood()
    {
        var client = Client("redis://" + redis.Address);
        (await Should.ThrowAsync<RespErrorException>(() => client.ExecuteAsync(RespConnection.Command("NO-SUCH-COMMAND"), CancellationToken.None))).Message.ShouldStartWith("ERR");
        (await client.ExecuteAsync(RespConnection.Command("PING"), CancellationToken.None)).Text.ShouldBe("PONG");
    }

    [Fact]
    public async Task Execute_WhenTheConnectionIsCut_ComesBack()
    {
        var client = Client("redis://" + redis.Address);
        await client.ExecuteAsync(RespConnection.Command("CLIENT", "SETNAME", "to-be-cut"), CancellationToken.None);
        var id = (await client.ExecuteAsync(RespConnection.Command("CLIENT", "ID"), CancellationToken.None)).Text;
        await Client("redis://" + redis.Address).ExecuteAsync(RespConnection.Command("CLIENT", "KILL", "ID", id), CancellationToken.None);
        await UntilAsync(async () =>
        {
            try
            {
                return (await client.ExecuteAsync(RespConnection.Command("PING"), CancellationToken.None)).Text == "PONG";
            }
            catch (IOException)
            {
                return false;
            }
        });
    }

    [Fact]
    public async Task Cache_WhileRedisIsAway_IsEmptyAndTheWorkGoesOn()
    {
        var cache = new RedisCache(Client("redis://127.0.0.1:1"), TimeProvider.System, NullLogger<RedisCache>.Instance);
        await cache.SetAsync("a", new byte[1], TimeSpan.FromMinutes(1), CancellationToken.None);
        (await cache.GetAsync("a", CancellationToken.None)).ShouldBeNull();
        (await cache.GetOrMakeAsync("a", TimeSpan.FromMinutes(1), _ => Task.FromResult(new byte[] { 7 }), CancellationToken.None)).ShouldBe([7]);
        (await cache.CountAsync("n", TimeSpan.FromMinutes(1), CancellationToken.None)).ShouldBe(1);
        (await cache.CountAsync("n", TimeSpan.FromMinutes(1), CancellationToken.None)).ShouldBe(2);
    }

    [Fact]
    public async Task Client_OverAUnixSocketWithAPassword_Works()
    {
        _ = redis.Address;
        var directory = Directory.CreateTempSubdirectory("maru-redis-").FullName;
        var socket = Path.Combine(directory, "s");
        using var server = Process.Start(new ProcessStartInfo("redis-server", ["--port", "0", "--unixsocket", socket, "--save", "", "--dir", directory]) { RedirectStandardOutput = true })!;
        try
        {
            await UntilAsync(() => Task.FromResult(File.Exists(socket)));
            var client = Client("unix://" + socket);
            await UntilAsync(async () =>
            {
                try
                {
                    return (await client.ExecuteAsync(RespConnection.Command("SET", "k", "v"), CancellationToken.None)).Text == "OK";
                }
                catch (Exception notYet) when (notYet is IOException or System.Net.Sockets.SocketException)
                {
                    return false;
                }
            });
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
            Directory.Delete(directory, recursive: true);
        }
    }

    [Theory]
    [InlineData("redis://cache.example:7000/3", true)]
    [InlineData("redis://:secret@127.0.0.1", true)]
    [InlineData("unix:///run/redis.sock", true)]
    [InlineData("http://cache.example", false)]
    [InlineData("redis://host/three", false)]
    [InlineData("redis", false)]
    public void Address_IsReadOrRefused(string text, bool good) => (RedisAddress.Read(text) is not null).ShouldBe(good);

    private RedisClient Client(string address)
    {
        var client = new RedisClient(RedisAddress.Read(address)!, TimeProvider.System, TimeSpan.FromSeconds(30));
        _clients.Add(client);
        return client;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            TimeProvider.System.GetElapsedTime(begin).ShouldBeLessThan(Patience);
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
