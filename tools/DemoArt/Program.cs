using Maru.DemoArt;

// goods     writes the catalogue and its companions
// pictures  draws what has changed; with words, only files whose names contain one of them
// home      draws the home scene, category pictures, mark and icons
// sheet     puts pictures whose names contain a word on one sheet, to look at
return args switch
{
    ["goods", var data] => Commands.Goods(data),
    ["pictures", var folder, .. var words] => await Commands.PicturesAsync(folder, words),
    ["home", var folder] => await Commands.HomeAsync(folder),
    ["sheet", var folder, var output, .. var words] => await Commands.SheetAsync(folder, output, words),
    _ => Commands.Usage(),
};
