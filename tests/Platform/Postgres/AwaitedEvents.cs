using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Maru.Platform.Tests.Postgres;

/// <summary>A log that a test can wait on.</summary>
internal sealed class AwaitedEvents : ILogger
{
    private readonly ConcurrentDictionary<int, SemaphoreSlim> _seen = new();

    public Task AwaitAsync(int eventId, CancellationToken ct) => Of(eventId).WaitAsync(ct);

    public bool Has(int eventId) => Of(eventId).CurrentCount > 0;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Of(eventId.Id).Release();

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    private SemaphoreSlim Of(int eventId) => _seen.GetOrAdd(eventId, _ => new SemaphoreSlim(0));
}
