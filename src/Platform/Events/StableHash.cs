namespace Maru.Platform.Events;

/// <summary>FNV-1a over UTF-16 code units (Fowler, Noll, Vo): the same in every process, unlike <see cref="string.GetHashCode()"/>.</summary>
internal static class StableHash
{
    public static uint Of(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        // The low bits of FNV are its weakest and lanes are taken by remainder.
        return hash ^ (hash >> 16);
    }
}
