namespace Maru.Platform.Transports;

/// <summary>
/// Carries logs of events to installations with another database. A carrier keeps what it was given, in order, for as long as it is set up to, and gives it
/// out again from any place: the sender sends again what it is not sure of, and the receiver drops what it has.
/// </summary>
internal interface IEventTransport : IAsyncDisposable
{
    /// <summary>Appends a parcel to a log's carriage; done when the carrier holds it safely.</summary>
    /// <exception cref="Exception">The carrier is away or did not say yes: the parcel may be there or not.</exception>
    Task SendAsync(string source, ReadOnlyMemory<byte> parcel, CancellationToken ct);

    /// <summary>All parcels from a place on, in order, and those that come, until cancelled.</summary>
    /// <param name="from">Null begins with the oldest there is.</param>
    /// <exception cref="Exception">The carrier went away: begin again.</exception>
    IAsyncEnumerable<Parcel> ReceiveAsync(string source, long? from, CancellationToken ct);
}

/// <param name="Place">Where it lies at the carrier; grows.</param>
internal sealed record Parcel(long Place, ReadOnlyMemory<byte> Content);
