using System.Globalization;
using System.Text;
using Dapper;
using Npgsql;

namespace Maru.Bench;

/// <summary>Statements by module, from pg_stat_statements: each module has a role of its own.</summary>
internal static class StatementTable
{
    private const int Shown = 45;
    private const int Width = 110;

    public static async Task BeginAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("create extension if not exists pg_stat_statements; select pg_stat_statements_reset()");
    }

    public static async Task<string> ReadAsync(NpgsqlDataSource database, int checkouts)
    {
        await using var connection = await database.OpenConnectionAsync();
        var rows = (await connection.QueryAsync<Row>(
            """
            select r.rolname as role, s.query, s.calls, s.total_exec_time as ms, s.rows, s.wal_bytes::bigint as wal
            from pg_stat_statements s join pg_roles r on r.oid = s.userid where r.rolname like 'maru\_%' order by s.total_exec_time desc
            """)).ToList();
        var text = new StringBuilder();
        text.AppendLine("module            statements   begins  commits    ms in them    per checkout");
        foreach (var module in rows.GroupBy(r => r.Role).OrderByDescending(g => g.Sum(r => r.Ms)))
        {
            double Count(Func<Row, bool> which) => module.Where(which).Sum(r => r.Calls) / (double)checkouts;
            text.AppendLine(CultureInfo.InvariantCulture, $"{module.Key["maru_".Length..],-16} {Count(r => !r.IsFrame),10:0.00} {Count(r => r.Is("begin")),9:0.00} {Count(r => r.Is("commit")),8:0.00} {module.Sum(r => r.Ms) / checkouts,12:0.000}");
        }

        text.AppendLine();
        foreach (var row in rows.Take(Shown))
        {
            var query = string.Join(' ', row.Query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            text.AppendLine(CultureInfo.InvariantCulture, $"{row.Role["maru_".Length..],-14}{row.Calls / (double)checkouts,6:0.00} x {row.Ms / row.Calls,6:0.000} ms {row.Wal / (double)checkouts,6:0} B  {query[..Math.Min(query.Length, Width)]}");
        }

        return text.ToString();
    }

    private sealed record Row(string Role, string Query, long Calls, double Ms, long Rows, long Wal)
    {
        public bool IsFrame => Is("begin") || Is("commit") || Is("rollback");

        public bool Is(string word) => Query.StartsWith(word, StringComparison.OrdinalIgnoreCase);
    }
}
