// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/MemberList.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;

class MemberListTest : public QObject {
    Q_OBJECT
private slots:
    void addressesAreChecked_data();
    void addressesAreChecked();
    void idFollowsFromTheAddress();
    void entriesAreReadInEveryForm_data();
    void entriesAreReadInEveryForm();
    void everyEntryThatCannotBeTakenHasItsReason_data();
    void everyEntryThatCannotBeTakenHasItsReason();
    void restOfAListIsTakenAllTheSame();
};

namespace {

/// "Ann Lee=ann@example.com, ..."
QString textOf(const std::vector<Worker>& workers)
{
    QStringList texts;
    for (const Worker& worker : workers)
        texts << QString::fromStdString(worker.name + "=" + worker.email);
    return texts.join(QStringLiteral(" | "));
}

Team teamOfAnn()
{
    return {"street", {{*createTeamWorker("Ann", "ann@example.com")}}};
}

} // namespace

void MemberListTest::addressesAreChecked_data()
{
    QTest::addColumn<QString>("email");
    QTest::addColumn<bool>("isGood");
    for (const char* email : {"ann@example.com", "a.b+c@sub.example-1.org", "o'neil@example.com", "ann@1.2"})
        QTest::addRow("%s", email) << email << true;
    for (const char* email :
         {"", "ann", "@example.com", "ann@", "ann@host", "ann@@example.com", "ann@exa mple.com", "an n@example.com",
          ".ann@example.com", "ann.@example.com", "a..b@example.com", "ann@example..com", "ann@.com",
          "ann@example.com.", "ann@exa_mple.com", "<ann@example.com>", "ann,bob@example.com"})
        QTest::addRow("\"%s\"", email) << email << false;
    QTest::addRow("64 bytes") << QString(64, 'x') + "@example.com" << true;
    QTest::addRow("65 bytes") << QString(65, 'x') + "@example.com" << false;
    QTest::addRow("255 bytes") << "ann@" + QString(247, 'x') + ".com" << false;
}

void MemberListTest::addressesAreChecked()
{
    QFETCH(QString, email);
    QFETCH(bool, isGood);
    const Status checked = checkEmail(email.toStdString());
    if (isGood)
        VERIFY_OK(checked);
    else
        VERIFY_ERROR(checked, ErrorCode::InvalidArgument);
}

void MemberListTest::idFollowsFromTheAddress()
{
    const Worker ann = *createTeamWorker("Ann Lee", "Ann@Example.com");
    QCOMPARE(ann.id, std::string("private.us-east-1.8dc934dcdcd1139f"));
    QCOMPARE(createTeamWorker("A. Lee", "ann@example.com")->id, ann.id);
    QVERIFY(createTeamWorker("Ann Lee", "ann@example.org")->id != ann.id);
    QCOMPARE(workerFileName(ann), ann.id.substr(18));
}

void MemberListTest::entriesAreReadInEveryForm_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("workers");
    QTest::addRow("nothing") << ""
                             << "";
    QTest::addRow("separators alone") << " ,;\n\t \r\n"
                                      << "";
    QTest::addRow("address") << "bob@example.com"
                             << "bob=bob@example.com";
    QTest::addRow("name") << "Bob Ray <bob@example.com>"
                          << "Bob Ray=bob@example.com";
    QTest::addRow("name in quotes") << "\"Ray, Bob; jr.\" <bob@example.com>"
                                    << "Ray, Bob; jr.=bob@example.com";
    QTest::addRow("bracket alone") << "<bob@example.com>"
                                   << "bob=bob@example.com";
    QTest::addRow("spaces") << "  Bob   <  bob@example.com > "
                            << "Bob=bob@example.com";
    const QString three = "bob=bob@example.com | Cat=cat@example.com | dan=dan@example.com";
    QTest::addRow("commas") << "bob@example.com, Cat <cat@example.com>,dan@example.com" << three;
    QTest::addRow("semicolons") << "bob@example.com; Cat <cat@example.com>;dan@example.com;" << three;
    QTest::addRow("lines") << "bob@example.com\r\nCat <cat@example.com>\n\ndan@example.com\n" << three;
    QTest::addRow("cells of a table") << "bob@example.com\tCat <cat@example.com>\tdan@example.com" << three;
}

void MemberListTest::entriesAreReadInEveryForm()
{
    QFETCH(QString, text);
    QFETCH(QString, workers);
    const MemberList list = parseMemberList(text.toStdString(), teamOfAnn());
    QVERIFY(list.refused.empty());
    QCOMPARE(textOf(list.workers), workers);
}

void MemberListTest::everyEntryThatCannotBeTakenHasItsReason_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("reason");
    QTest::addRow("no address") << "Bob"
                                << "Bob"
                                << "this is no e-mail address: it has no @";
    QTest::addRow("half a bracket") << "Bob <bob@example.com\ncat@example.com"
                                    << "Bob <bob@example.com"
                                    << "the address's bracket is not closed";
    QTest::addRow("empty bracket") << "Bob <>"
                                   << "Bob <>"
                                   << "there is no e-mail address";
    QTest::addRow("two addresses in one") << "a@b.com c@d.com"
                                          << "a@b.com c@d.com"
                                          << "the e-mail address has more than one @";
    QTest::addRow("in the team") << "A <ANN@example.com>"
                                 << "A <ANN@example.com>"
                                 << "ANN@example.com is in the team already";
    QTest::addRow("name in the team") << "Ann <ann@example.org>"
                                      << "Ann <ann@example.org>"
                                      << "Ann is the name of ann@example.com";
    QTest::addRow("twice") << "bob@example.com, Robert <Bob@example.com>"
                           << "Robert <Bob@example.com>"
                           << "Bob@example.com or that name is in the list twice";
    QTest::addRow("long name") << QString(257, 'x') + " <bob@example.com>" << QString(257, 'x') + " <bob@example.com>"
                               << "a worker's name holds 257 bytes, the limit is 256";
    QTest::addRow("quote nobody closed") << "\"Ray, Bob\ncat@example.com"
                                         << "\"Ray, Bob"
                                         << "this is no e-mail address: it has no @";
}

void MemberListTest::everyEntryThatCannotBeTakenHasItsReason()
{
    QFETCH(QString, text);
    QFETCH(QString, entry);
    QFETCH(QString, reason);
    const MemberList list = parseMemberList(text.toStdString(), teamOfAnn());
    QCOMPARE(list.refused.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(list.refused.front().entry), entry);
    QCOMPARE(QString::fromStdString(list.refused.front().reason), reason);
}

void MemberListTest::restOfAListIsTakenAllTheSame()
{
    const MemberList list = parseMemberList("bob@example.com, nobody, cat@example.com", teamOfAnn());
    QCOMPARE(list.workers.size(), std::size_t{2});
    QCOMPARE(list.refused.size(), std::size_t{1});
}

LABELWRIGHT_TEST(MemberListTest)
#include "MemberListTest.moc"
