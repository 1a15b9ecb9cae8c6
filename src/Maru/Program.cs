using System.CommandLine;

return await new RootCommand("Maru: a shop, a marketplace and an outlet in one binary.").Parse(args).InvokeAsync();
