/* SPDX-License-Identifier: Apache-2.0 */
/* An official document as WordprocessingML (ECMA-376): the same words as the PDF, for who must edit them. */
#include <string.h>

#include "report/official.h"
#include "report/zip_write.h"

enum { XML_MAX = 2 << 20, TWIPS_TEXT = 8845 /* 156 mm */ };

static const struct problem_code E_LARGE = { ERR_TOO_LARGE, "official.too_large", "内容太多，一份文件装不下，请减少所列案件。" };

#define NS "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

static const char TYPES[] = XML
	"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
	"<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
	"<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
	"<Override PartName=\"/word/document.xml\" "
	"ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
	"<Override PartName=\"/word/footer1.xml\" "
	"ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/></Types>";
static const char RELS[] = XML
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
	"Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>"
	"</Relationships>";
static const char DOCUMENT_RELS[] = XML
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
	"Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/></Relationships>";
#define FOOT_RUN "<w:r><w:rPr><w:rFonts w:ascii=\"宋体\" w:eastAsia=\"宋体\" w:hAnsi=\"宋体\"/><w:sz w:val=\"28\"/></w:rPr>"
static const char FOOTER[] = XML
	"<w:ftr " NS "><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>" FOOT_RUN "<w:t xml:space=\"preserve\">— </w:t></w:r>"
	FOOT_RUN "<w:fldChar w:fldCharType=\"begin\"/></w:r>" FOOT_RUN "<w:instrText>PAGE</w:instrText></w:r>"
	FOOT_RUN "<w:fldChar w:fldCharType=\"end\"/></w:r>" FOOT_RUN "<w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>";
/* 37, 26, 35, 28 mm. */
static const char SECTION[] =
	"<w:sectPr xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
	"<w:footerReference w:type=\"default\" r:id=\"rId1\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
	"<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" w:header=\"851\" w:footer=\"1400\" w:gutter=\"0\"/></w:sectPr>";

/* How a paragraph looks: face, half points, alignment, what stands in pPr besides. */
struct look {
	const char *face;
	int half_points;
	const char *align, *more;
	bool red, bold;
};
static const struct look HEAD = { "方正小标宋简体", 60, "center", "", true, false };
static const struct look KIND = { "方正小标宋简体", 52, "center", "", true, false };
static const struct look NUMBER = { "仿宋_GB2312", 32, "center",
	"<w:pBdr><w:bottom w:val=\"single\" w:sz=\"18\" w:space=\"12\" w:color=\"D60000\"/></w:pBdr>", false, false };
static const struct look TITLE = { "方正小标宋简体", 44, "center", "<w:spacing w:before=\"500\" w:after=\"300\"/>", false, false };
static const struct look RECIPIENT = { "仿宋_GB2312", 32, "both", "", false, false };
static const struct look BODY = { "仿宋_GB2312", 32, "both", "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>",
	false, false };
static const struct look ENDING = { "仿宋_GB2312", 32, "right", "<w:ind w:right=\"640\"/>", false, false };
static const struct look ATTACHED = { "黑体", 32, "left", "<w:pageBreakBefore/>", false, false };
static const struct look CELL = { "仿宋_GB2312", 21, "left", "", false, false };
static const struct look CELL_HEAD = { "黑体", 21, "center", "", false, false };
static const struct look COPIES = { "仿宋_GB2312", 28, "left",
	"<w:pBdr><w:top w:val=\"single\" w:sz=\"8\" w:space=\"4\" w:color=\"000000\"/></w:pBdr><w:ind w:left=\"280\" w:right=\"280\"/>", false, false };

/* Characters that XML does not take are left out. */
static void put_text(struct buf *b, const char *s)
{
	for (; *s; s++) {
		switch (*s) {
		case '&': buf_str(b, "&amp;"); break;
		case '<': buf_str(b, "&lt;"); break;
		case '>': buf_str(b, "&gt;"); break;
		case '"': buf_str(b, "&quot;"); break;
		default:
			if ((unsigned char)*s >= 0x20)
				buf_char(b, *s);
		}
	}
}

static void put_run(struct buf *b, const struct look *k, const char *text)
{
	buf_printf(b, "<w:r><w:rPr><w:rFonts w:ascii=\"%s\" w:eastAsia=\"%s\" w:hAnsi=\"%s\"/>%s%s<w:sz w:val=\"%d\"/></w:rPr>"
		   "<w:t xml:space=\"preserve\">", k->face, k->face, k->face, k->bold ? "<w:b/>" : "",
		   k->red ? "<w:color w:val=\"D60000\"/>" : "", k->half_points);
	put_text(b, text);
	buf_str(b, "</w:t></w:r>");
}

/* Each line of the text is a paragraph. */
static void put(struct buf *b, const struct look *k, const char *text)
{
	struct sv rest = sv_from(text), line;
	while (sv_cut(&rest, '\n', &line)) {
		buf_printf(b, "<w:p><w:pPr>%s<w:jc w:val=\"%s\"/></w:pPr>", k->more, k->align);
		put_run(b, k, arena_sv(b->arena, line));
		buf_str(b, "</w:p>");
	}
}

static void put_row(struct buf *b, const struct official *o, const struct look *k, const char *const *cells)
{
	buf_str(b, k == &CELL_HEAD ? "<w:tr><w:trPr><w:tblHeader/></w:trPr>" : "<w:tr>");
	for (size_t i = 0; i < o->ncols; i++) {
		buf_printf(b, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>", (int)(TWIPS_TEXT * o->share[i]));
		put(b, k, *cells[i] ? cells[i] : " ");
		buf_str(b, "</w:tc>");
	}
	buf_str(b, "</w:tr>");
}

static void put_list(struct buf *b, const struct official *o)
{
	static const char *const SIDES[] = { "top", "left", "bottom", "right", "insideH", "insideV" };
	if (!o->nrows)
		return;
	put(b, &ATTACHED, "附件");
	put(b, &TITLE, o->list_title);
	buf_printf(b, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders>", (int)TWIPS_TEXT);
	for (size_t i = 0; i < sizeof SIDES / sizeof *SIDES; i++)
		buf_printf(b, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>", SIDES[i]);
	buf_str(b, "</w:tblBorders></w:tblPr><w:tblGrid>");
	for (size_t i = 0; i < o->ncols; i++)
		buf_printf(b, "<w:gridCol w:w=\"%d\"/>", (int)(TWIPS_TEXT * o->share[i]));
	buf_str(b, "</w:tblGrid>");
	put_row(b, o, &CELL_HEAD, o->cols);
	for (size_t i = 0; i < o->nrows; i++)
		put_row(b, o, &CELL, o->cells + i * o->ncols);
	buf_str(b, "</w:tbl>");
	put(b, &RECIPIENT, " ");
}

static void put_document(struct buf *b, const struct official *o)
{
	struct arena *a = b->arena;
	buf_str(b, XML "<w:document " NS "><w:body>");
	put(b, &HEAD, o->issuer);
	put(b, &KIND, o->kind);
	put(b, &NUMBER, o->no ? o->no : "（草稿，编号在签发时生成）");
	put(b, &TITLE, o->title);
	put(b, &RECIPIENT, arena_printf(a, "%s：", o->recipient));
	for (size_t i = 0; i < o->nbody; i++)
		put(b, &BODY, o->body[i]);
	if (o->nrows)
		put(b, &BODY, arena_printf(a, "附件：%s", o->list_title));
	put(b, &RECIPIENT, " ");
	if (*o->signer)
		put(b, &ENDING, arena_printf(a, "签发人：%s", o->signer));
	put(b, &ENDING, o->issuer);
	put(b, &ENDING, *o->date ? o->date : "　年　月　日");
	put_list(b, o);
	if (*o->copies)
		put(b, &COPIES, arena_printf(a, "抄送：%s", o->copies));
	put(b, &COPIES, *o->date ? arena_printf(a, "%s　　%s印发", o->issuer, o->date) : o->issuer);
	buf_str(b, SECTION);
	buf_str(b, "</w:body></w:document>");
}

enum err official_docx(struct arena *a, struct problem *problem, const struct official *o, struct buf *out)
{
	struct buf document;
	buf_init(&document, a, XML_MAX);
	put_document(&document, o);
	const struct zip_file files[] = {
		{ "[Content_Types].xml", SV(TYPES) },	 { "_rels/.rels", SV(RELS) },
		{ "word/document.xml", buf_view(&document) }, { "word/_rels/document.xml.rels", SV(DOCUMENT_RELS) },
		{ "word/footer1.xml", SV(FOOTER) },
	};
	zip_write(out, files, sizeof files / sizeof *files, o->now);
	return document.overflow || out->overflow ? problem_set(problem, &E_LARGE) : ERR_OK;
}
