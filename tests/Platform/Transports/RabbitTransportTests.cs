using Maru.Platform.Transports;
using Maru.Testing;

namespace Maru.Platform.Tests.Transports;

public sealed class RabbitTransportTests(RabbitMqFixture rabbit) : TransportCompliance, IClassFixture<RabbitMqFixture>
{
    private protected override IEventTransport Open(string prefix) => new RabbitTransport(rabbit.Address, prefix);
}
