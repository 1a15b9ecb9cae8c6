using System.Globalization;
using System.Text;

namespace Maru.Platform.Postgres;

/// <summary>The text of postgresql.conf, written anew at each start.</summary>
internal static class ServerSettings
{
    public static string Write(PrivateClusterOptions options, Endpoint endpoint)
    {
        var durable = options.Durable ? "on" : "off";
        var settings = new Dictionary<string, string>
        {
            ["listen_addresses"] = endpoint.SocketDirectory is null ? "127.0.0.1" : "",
            ["port"] = endpoint.Port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = endpoint.SocketDirectory ?? "",
            ["unix_socket_permissions"] = "0700",
            ["password_encryption"] = "scram-sha-256",
            ["max_connections"] = options.MaxConnections.ToString(CultureInfo.InvariantCulture),
            ["shared_buffers"] = options.SharedBuffers,
            ["fsync"] = durable,
            ["full_page_writes"] = durable,
            ["synchronous_commit"] = durable,
            ["wal_compression"] = "on",
            // Files of the log are used again instead of being made, which costs zeros and a sync each.
            ["min_wal_size"] = "512MB",
            ["max_wal_size"] = "2GB",
            ["checkpoint_timeout"] = "15min",
            // New shops grow from nothing: a plan made for an empty table must not live for minutes, nor must queues fill with dead rows.
            ["autovacuum_naptime"] = "10s",
            ["random_page_cost"] = "1.1",
            // A shop's statements are short: compiling them costs more than it gives.
            ["jit"] = "off",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            ["log_line_prefix"] = "%m [%p] ",
        };
        foreach (var (name, value) in options.Settings)
        {
            settings[name] = value;
        }

        var text = new StringBuilder("# Written by maru at each start. Settings of your own go into postgresql.local.conf beside this file.\n");
        foreach (var (name, value) in settings)
        {
            text.Append(name).Append(" = '").Append(value.Replace("'", "''", StringComparison.Ordinal)).Append("'\n");
        }

        return text.Append("include_if_exists = 'postgresql.local.conf'\n").ToString();
    }
}
