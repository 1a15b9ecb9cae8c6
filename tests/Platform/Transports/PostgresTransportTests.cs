using Maru.Platform.Transports;
using Maru.Testing;

namespace Maru.Platform.Tests.Transports;

public sealed class PostgresTransportTests(DatabaseFixture database) : TransportCompliance, IClassFixture<DatabaseFixture>
{
    private protected override IEventTransport Open(string prefix) => new PostgresTransport(database.ConnectionString, prefix, TimeProvider.System);
}
