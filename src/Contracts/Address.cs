namespace Maru.Contracts;

/// <summary>A postal address. <paramref name="Country"/> is ISO 3166-1 alpha-2.</summary>
public sealed record Address(string Name, string Line1, string? Line2, string City, string? Region, string PostalCode, string Country, string Phone);
