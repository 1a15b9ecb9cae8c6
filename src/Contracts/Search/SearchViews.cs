namespace Maru.Contracts.Search;

/// <summary>What is looked for most these hours, the most wanted first.</summary>
public sealed record Trending(IReadOnlyList<TrendingQuery> Items, DateTimeOffset At);

/// <param name="Score">Visitors who looked for it, each counting half as much after six hours.</param>
public sealed record TrendingQuery(int Rank, string Query, double Score);

/// <summary>What a member looked for.</summary>
public sealed record OwnSearch(string Query, int Times, DateTimeOffset At);
