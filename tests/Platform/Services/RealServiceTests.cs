using System.Net.Sockets;
using Maru.Testing;

namespace Maru.Platform.Tests.Services;

public sealed class RealServiceTests(RedisFixture redis, RabbitMqFixture rabbit) : IClassFixture<RedisFixture>, IClassFixture<RabbitMqFixture>
{
    [Fact]
    public async Task Redis_WhenStarted_TakesConnections() => await ConnectAsync(redis.Address.Split(':')[0], redis.Port);

    [Fact]
    public async Task RabbitMq_WhenStarted_TakesConnections() => await ConnectAsync(rabbit.Address.Host, rabbit.Address.Port);

    private static async Task ConnectAsync(string host, int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host, port, TestContext.Current.CancellationToken);
        client.Connected.ShouldBeTrue();
    }
}
