namespace Maru.Tests;

/// <summary>Waits until something holds, with patience for a loaded machine.</summary>
internal static class Eventually
{
    public static async Task<T> GetAsync<T>(Func<Task<T>> look, Func<T, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            var seen = await look();
            if (wanted(seen) || patience.IsCancellationRequested)
            {
                wanted(seen).ShouldBeTrue($"waited in vain; last seen: {seen}");
                return seen;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }
}
